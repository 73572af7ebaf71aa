"""The forum: categories, their topics, what is written there, and who is owed an answer."""

from forums.models.answer_template import MOST_TEMPLATES, AnswerTemplate
from forums.models.category import Category, CategoryUserGrant
from forums.models.held_post import HeldPost
from forums.models.moved import MovedPost
from forums.models.post import Post
from forums.models.question import ANSWER_DAYS, REOPEN_LIFE, Question, QuestionEntry, QuestionYear
from forums.models.reaction import Reaction
from forums.models.report import Report
from forums.models.summary import Summary
from forums.models.topic import Topic
from forums.models.version import PostVersion

__all__ = [
    "ANSWER_DAYS",
    "MOST_TEMPLATES",
    "REOPEN_LIFE",
    "AnswerTemplate",
    "Category",
    "CategoryUserGrant",
    "HeldPost",
    "MovedPost",
    "Post",
    "PostVersion",
    "Question",
    "QuestionEntry",
    "QuestionYear",
    "Reaction",
    "Report",
    "Summary",
    "Topic",
]
