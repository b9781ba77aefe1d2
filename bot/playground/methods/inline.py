"""Answering inline queries."""

from bot.playground.errors import QUERY_TOO_OLD, bad_request
from bot.playground.inline import MAX_ID, parse_button, parse_results
from bot.playground.journal import Event
from bot.playground.methods.registry import Answer, method
from bot.playground.params import Params
from bot.playground.world import World


@method("answerInlineQuery")
async def answer_inline_query(world: World, params: Params) -> Answer:
    """answerInlineQuery: once and soon."""
    results = parse_results(params.json("results", "inline query results"), world.files)
    button = parse_button(params.json("button", "inline query results button"))
    if len(params.text("next_offset").encode()) > MAX_ID:
        raise bad_request("NEXT_OFFSET_INVALID")
    query = world.inline_queries.get(params.text("inline_query_id"))
    if query is None or query.answered or query.expires <= world.clock.now():
        raise bad_request(QUERY_TOO_OLD)
    query.answered = True
    query.results = results
    query.button = button
    query.next_offset = params.text("next_offset")
    world.journal.add(Event("inline_answer", by_bot=True, query_id=query.id))
    return True
