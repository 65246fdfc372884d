/** A pointer that stops on its way is where it is after this, ms. */
const REST_MS = 400;
/** Pixels around an action that count as the way to it. */
const MARGIN = 8;

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface WayToAction {
  /** True while a pointer that leaves its cell is on its way to the action: then `rest` is called should it stop. */
  holds(to: Point, rest: () => void): boolean;
  /** The pointer is in its cell. */
  note(at: Point): void;
  end(): void;
}

/** Lets a pointer come from a cell to an action of the figures that hover beside it, over other cells. */
export function createWayToAction(action: HTMLElement): WayToAction {
  let from: Point | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    holds: (to, rest) => {
      clearTimeout(timer);
      const isOnWay = from !== null && action.checkVisibility() && leadsTo(from, to, action.getBoundingClientRect());
      if (isOnWay) timer = setTimeout(rest, REST_MS);
      return isOnWay;
    },
    note: ({ x, y }) => {
      clearTimeout(timer);
      from = { x, y };
    },
    end: () => {
      clearTimeout(timer);
      from = null;
    },
  };
}

/** True where a point lies between another one and a box: within the angle that the box is seen under, and no farther. */
export function leadsTo(from: Point, to: Point, { left, top, right, bottom }: Omit<DOMRect, 'toJSON'>): boolean {
  const corners = [left - MARGIN, right + MARGIN].flatMap((x) =>
    [top - MARGIN, bottom + MARGIN].map((y) => ({ x, y })),
  );
  const center = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const angle = ({ x, y }: Point) =>
    turned(Math.atan2(y - from.y, x - from.x) - Math.atan2(center.y - from.y, center.x - from.x));
  const distance = ({ x, y }: Point) => Math.hypot(x - from.x, y - from.y);
  const isNear = distance(to) <= Math.max(...corners.map(distance));
  return isNear && Math.abs(angle(to)) <= Math.max(...corners.map((corner) => Math.abs(angle(corner))));
}

/** An angle between −π and π. */
function turned(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}
