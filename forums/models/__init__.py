"""The forum: categories, their topics, what is written there, and who is owed an answer."""

from forums.models.answer_template import MOST_TEMPLATES, AnswerTemplate
from forums.models.category import Category
from forums.models.post import Post
from forums.models.question import ANSWER_DAYS, REOPEN_LIFE, Question, QuestionEntry, QuestionYear
from forums.models.topic import Topic

__all__ = [
    "ANSWER_DAYS",
    "MOST_TEMPLATES",
    "REOPEN_LIFE",
    "AnswerTemplate",
    "Category",
    "Post",
    "Question",
    "QuestionEntry",
    "QuestionYear",
    "Topic",
]
