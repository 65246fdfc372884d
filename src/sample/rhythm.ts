import { isWeekend } from './schedule.ts';

/** Busy hours of a program: with people's customers, with people at work, at night, or always alike. */
export type Rhythm = 'product' | 'office' | 'night' | 'steady';

interface Shape {
  /** Weights of the 24 hours UTC. */
  readonly hours: readonly number[];
  /** A weekend day against a weekday. */
  readonly weekend: number;
}

const SHAPES: Record<Rhythm, Shape> = {
  product: {
    hours: [6, 5, 4, 4, 5, 8, 14, 24, 38, 50, 56, 58, 58, 60, 62, 62, 60, 56, 48, 40, 32, 24, 16, 10],
    weekend: 0.52,
  },
  office: {
    hours: [1, 0, 0, 0, 0, 1, 4, 16, 44, 66, 72, 70, 52, 64, 74, 74, 66, 46, 24, 14, 9, 6, 4, 2],
    weekend: 0.09,
  },
  night: { hours: [60, 100, 90, 40, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8], weekend: 0.7 },
  steady: { hours: new Array<number>(24).fill(1), weekend: 1 },
};

const TOTALS = new Map(
  Object.entries(SHAPES).map(([rhythm, { hours }]) => [rhythm, hours.reduce((sum, weight) => sum + weight, 0)]),
);

/** The part of an ordinary weekday's requests that comes in that hour (0 to 23, UTC) of that day. */
export function shareOf(rhythm: Rhythm, day: number, hour: number): number {
  const { hours, weekend } = SHAPES[rhythm];
  const share = (hours[hour] ?? 0) / (TOTALS.get(rhythm) ?? 1);
  return isWeekend(day) ? share * weekend : share;
}
