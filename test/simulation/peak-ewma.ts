import { drawUntried, type Policy } from './policies.ts';

/** Peak-EWMA as published (Finagle, Linkerd) with a choice of two: it rises to every slow answer at once. */
export const peakEwma: Policy = {
  name: 'peak-EWMA, published',
  create({ servers, random: draw }) {
    const known = servers.map(() => ({ latency: 0, at: 0 }));
    const kept = (at: number, now: number) => Math.exp((at - now) / 10_000);
    return {
      choose(now, tried) {
        const first = drawUntried(servers.length, tried, draw);
        const second = first === undefined ? undefined : drawUntried(servers.length, [...tried, first], draw);
        const [one, other] = [known[first ?? -1], known[second ?? -1]];
        if (one === undefined || other === undefined) return first;
        return other.latency * kept(other.at, now) < one.latency * kept(one.at, now) ? second : first;
      },
      observe(index, outcome, now) {
        const target = known[index];
        if (target === undefined) return;
        const latency = outcome.kind === 'unreachable' ? 1000 : outcome.latency;
        const share = kept(target.at, now);
        target.latency = Math.max(latency, target.latency * share + latency * (1 - share));
        target.at = now;
      },
    };
  },
};
