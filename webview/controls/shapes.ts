import { type Choice, type Measure, SHAPES, type Shape } from '../../src/shared/choice.ts';

/** Shapes that a measure can be drawn in: a share does not add up over time. */
export function shapesFor(measure: Measure): Shape[] {
  return SHAPES.filter((shape) => shape !== 'cumulative' || measure !== 'cacheHitRate');
}

/** The change that a newly chosen measure makes, with a shape that it can be drawn in. */
export function measureChange({ shape }: Pick<Choice, 'shape'>, measure: Measure): Partial<Choice> {
  return shapesFor(measure).includes(shape) ? { measure } : { measure, shape: 'lines' };
}
