"""The page on a hundred thousand groups is what the dry run of the benchmarks reckons."""

from bench.shards import FIGURES, GROUPS, LOADS, OUTPUT, SHARDS, WIKIS, page, simulated


def test_the_page_is_the_current_one() -> None:
    """``python -m bench.shards`` leaves it as it is."""
    assert OUTPUT.read_text("utf-8") == page()


def test_each_wiki_is_in_one_shard_and_each_page_is_edited() -> None:
    """No more and no less than all of them, and a request for each page, in however many shards."""
    for shards in (1, SHARDS):
        found = simulated(FIGURES[0], LOADS[0], shards=shards)
        assert sum(shard.wikis for shard in found) == WIKIS
        assert GROUPS < sum(shard.requests for shard in found) < 1.05 * GROUPS


def test_the_figures_that_the_page_tells_are_its_own() -> None:
    """The fullest shard, and the time of a wiki far away."""
    assert max(shard.wikis for shard in simulated(FIGURES[0], LOADS[0])) == 5
    assert round((GROUPS // WIKIS) * FIGURES[1].request / 60) == 21
