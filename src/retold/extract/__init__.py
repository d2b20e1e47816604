"""Page to article: what the page says, what was set aside and why, which date to believe."""

from retold.extract.article import extract_article as extract_article
from retold.extract.recurring import Tally as Tally
