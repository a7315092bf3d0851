from __future__ import annotations

import asyncio

from factpress.desk.events import Hub


def test_a_message_sent_before_the_page_listens_is_not_lost() -> None:
    async def run() -> list[str]:
        hub = Hub()
        window = hub.window("one")
        hub.send("<p>early</p>", lambda one: one is window)
        stream = hub.stream("one")
        heard = [await anext(stream), await anext(stream)]
        hub.send("<p>late</p>")
        heard.append(await anext(stream))
        await stream.aclose()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        hub.send("<p>gone</p>")
        return heard

    assert asyncio.run(run()) == [": open\n\n", "data: <p>early</p>\n\n", "data: <p>late</p>\n\n"]


def test_no_task_is_left_when_a_stream_ends() -> None:
    async def run() -> int:
        hub = Hub()
        stream = hub.stream("one")
        await anext(stream)
        await stream.aclose()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        await asyncio.sleep(0)
        return len(asyncio.all_tasks()) - 1

    assert asyncio.run(run()) == 0


def test_a_window_that_does_not_read_has_a_bounded_number_of_messages() -> None:
    async def run() -> int:
        hub = Hub()
        window = hub.window("one")
        for number in range(500):
            hub.send(str(number))
        assert window.early is not None
        return window.early.qsize()

    assert asyncio.run(run()) == 200
