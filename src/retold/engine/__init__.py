"""The same pipeline on many machines: pages as Parquet in, every result as Parquet out, made by Spark."""
