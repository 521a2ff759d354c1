/** A line chart as SVG: a few dozen lines, where a chart library would be the largest dependency of the tests. */
export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly { readonly name: string; readonly points: readonly (readonly [x: number, y: number])[] }[];
}

export interface Axis {
  readonly label: string;
  /** Where a tick stands on the axis' own scale, and what it says. */
  readonly ticks: readonly (readonly [at: number, text: string])[];
}

const WIDTH = 760;
const HEIGHT = 380;
const MARGIN = { left: 84, right: 190, top: 44, bottom: 48 };
/** Told apart by those who see red and green alike (Okabe and Ito). */
const COLOURS = ['#000000', '#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

export function drawChart({ title, x, y, lines }: Chart): string {
  const across = scale(x, MARGIN.left, WIDTH - MARGIN.right);
  const up = scale(y, HEIGHT - MARGIN.bottom, MARGIN.top);
  const parts = [
    text(MARGIN.left, 24, title, 'font-size="15" font-weight="600"'),
    ...x.ticks.map(([at, label]) => tick(across(at), HEIGHT - MARGIN.bottom, 0, label)),
    ...y.ticks.map(([at, label]) => grid(up(at), label)),
    text((MARGIN.left + WIDTH - MARGIN.right) / 2, HEIGHT - 10, x.label, 'text-anchor="middle"'),
    text(18, HEIGHT / 2, y.label, `text-anchor="middle" transform="rotate(-90 18 ${HEIGHT / 2})"`),
    // The first ones on top.
    ...lines
      .flatMap(({ name, points }, index) => {
        const colour = COLOURS[index % COLOURS.length] ?? '#000000';
        const path = points.map(([at, value]) => `${round(across(at))},${round(up(value))}`).join(' ');
        const legend = MARGIN.top + 8 + 22 * index;
        const from = WIDTH - MARGIN.right + 16;
        return [
          `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"/>`,
          `<line x1="${from}" x2="${from + 20}" y1="${legend}" y2="${legend}" stroke="${colour}" stroke-width="3"/>`,
          text(from + 28, legend + 4, name),
        ];
      })
      .reverse(),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>\n`;
}

/** From the first tick to the last; what lies beyond is drawn at the edge. */
function scale({ ticks }: Axis, from: number, to: number): (at: number) => number {
  const [first = 0] = ticks[0] ?? [];
  const [last = 1] = ticks.at(-1) ?? [];
  return (at) => from + ((to - from) * (Math.min(last, Math.max(first, at)) - first)) / (last - first);
}

const grid = (at: number, label: string): string =>
  `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${round(at)}" y2="${round(at)}" stroke="#ddd"/>` +
  text(MARGIN.left - 8, at + 4, label, 'text-anchor="end"');

const tick = (across: number, down: number, from: number, label: string): string =>
  `<line x1="${round(across)}" x2="${round(across)}" y1="${down + from}" y2="${down + 5}" stroke="#888"/>` +
  text(across, down + 19, label, 'text-anchor="middle"');

const text = (across: number, down: number, content: string, attributes = ''): string =>
  `<text x="${round(across)}" y="${round(down)}" ${attributes}>${content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;

const round = (value: number): number => Math.round(value * 10) / 10;
