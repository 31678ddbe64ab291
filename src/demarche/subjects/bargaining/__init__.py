"""Questions on a scale: where the stated positions meet, the honest band around it, exact levers, and who could trade what with whom."""

from demarche.subjects.bargaining.band import LEVEL, SCOPE, Band, half_width, honest_band
from demarche.subjects.bargaining.compromise import (
    Lever,
    compromise,
    from_ranges,
    if_moved,
    levers,
    plain_mean,
    plain_median,
    spread,
)
from demarche.subjects.bargaining.exchange import ExchangeRound, Given, Trade, exchange_round, possible_trades
from demarche.subjects.bargaining.issue import Issue, Stance
from demarche.subjects.bargaining.scorecard import BandScore, ForecastScore, Resolved, band_scores, forecast_scores

__all__ = [
    "LEVEL",
    "SCOPE",
    "Band",
    "BandScore",
    "ExchangeRound",
    "ForecastScore",
    "Given",
    "Issue",
    "Lever",
    "Resolved",
    "Stance",
    "Trade",
    "band_scores",
    "compromise",
    "exchange_round",
    "forecast_scores",
    "from_ranges",
    "half_width",
    "honest_band",
    "if_moved",
    "levers",
    "plain_mean",
    "plain_median",
    "possible_trades",
    "spread",
]
