"""Does logistic MRQAP hold its level? Run on demand: ``python benchmarks/calibration_logit.py [NETWORKS]``.

Ties are the fifth of pairs with the highest of: effects of senders and receivers (half of the variance), an effect of
the second predictor, noise. The first predictor means nothing for ties, and goes with the second (r = .7); both have
effects of senders and receivers too. Nominal is .05; a row of 1000 networks has a standard error of .007.
"""

from __future__ import annotations

import sys

import numpy as np

from sna.infer import Design, Stream, logit_fault, logit_test

NETWORKS, PERMUTATIONS = 1000, 199
SHARE, TOGETHER = 0.2, 0.7
Values = np.ndarray


def with_members(generator: np.random.Generator, n: int, *, directed: bool, share: float = 0.5) -> Values:
    """Return cells of variance 1, that share of it from senders and receivers."""
    senders, receivers = generator.standard_normal((2, n)) * np.sqrt(share / 2)
    cells = senders[:, None] + receivers[None, :] + np.sqrt(1 - share) * generator.standard_normal((n, n))
    return cells if directed else (cells + cells.T) / np.sqrt(2)


def level(
    n: int,
    *,
    directed: bool,
    together: float = TOGETHER,
    effect: float = 0.5,
    networks: int = NETWORKS,
    own: float = 0.0,
) -> tuple[float, float, int]:
    """Return how often z and robust z reject at .05, and how many networks had no estimate."""
    rejected, none = np.zeros(2), 0
    for number in range(networks):
        generator = np.random.default_rng([number, n, directed])
        second = with_members(generator, n, directed=directed)
        first = together * second + np.sqrt(1 - together**2) * with_members(generator, n, directed=directed)
        latent = own * first + effect * second + with_members(generator, n, directed=directed)
        off = ~np.eye(n, dtype=bool)
        ties = latent > np.quantile(latent[off], 1 - SHARE)
        design = Design.of(ties, [first, second], directed=directed)
        if logit_fault(design, ["first", "second"]):
            none += 1
            continue
        odds = logit_test(design, permutations=PERMUTATIONS, stream=Stream(number)).odds[0]
        rejected += [odds.test.p <= 0.05, odds.robust.p <= 0.05]
    z, robust = rejected / max(networks - none, 1)
    return float(z), float(robust), none


def main() -> None:
    """Print one line a configuration."""
    networks = int(sys.argv[1]) if len(sys.argv) > 1 else NETWORKS
    print(f"level at .05 of logistic MRQAP, {networks} networks each: z, robust z")
    for n in (12, 20):
        for directed in (True, False):
            for together, effect in ((0.0, 0.0), (TOGETHER, 0.5), (0.9, 1.0)):
                z, robust, none = level(n, directed=directed, together=together, effect=effect, networks=networks)
                kind = "directed" if directed else "undirected"
                print(
                    f"n={n}  {kind:10}  r={together:.1f} effect={effect:.1f}   {z:.3f}  {robust:.3f}   "
                    f"no estimate: {none}",
                    flush=True,
                )
    z, robust, none = level(12, directed=True, own=0.5, networks=networks)
    print(f"power at n=12, directed, effect of the first .5: {z:.3f}  {robust:.3f}   no estimate: {none}")


if __name__ == "__main__":
    main()
