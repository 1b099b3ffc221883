"""Shapes write fields without marshmallow's detour, so none may ask for what that detour does."""

from __future__ import annotations

from marshmallow import Schema, missing, post_dump

from rbo.api.v1.shapes.fields import Shape


def test_no_shape_has_hooks_or_defaults_and_each_writes_what_marshmallow_would(app):
    shapes = list(every(Shape))
    assert len(shapes) > 10
    for shape in shapes:
        assert not hooked(shape), shape
        with app.test_request_context():
            made = shape()
        for name, field in made.dump_fields.items():
            assert field.dump_default is missing, f"{shape.__name__}.{name}"

        nothing = dict.fromkeys(made.dump_fields)
        with app.test_request_context():
            assert made.dump(nothing) == dict(Schema.dump(made, nothing)), shape


def test_a_hook_would_be_noticed():
    class Hooked(Schema):
        @post_dump
        def change(self, said, **_more):
            return said

    assert hooked(Hooked)


def hooked(shape):
    """When something of *shape* has a say in how it is written."""
    return [when for when, hooks in shape._hooks.items() if when.endswith("_dump") and hooks]


def every(shape):
    """The shapes made from *shape*, and from those."""
    for made in shape.__subclasses__():
        yield made
        yield from every(made)
