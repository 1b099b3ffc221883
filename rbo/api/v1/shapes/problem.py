"""A failure, as every address under /api/ tells it."""

from marshmallow import Schema, fields


class ProblemShape(Schema):
    """What happened: as a sentence, as a word that never changes, as a status; 422 says it of each field."""

    detail = fields.String(required=True)
    code = fields.String(required=True, metadata={"examples": ["NOT_FOUND"]})
    status_code = fields.Integer(required=True, metadata={"minimum": 200, "maximum": 599})
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
