import { type Choice, SHAPES, type Shape } from '../../src/shared/choice.ts';
import { isShare, type Measure } from '../../src/shared/measures.ts';

/** Shapes that a measure can be drawn in: shares do not add up, neither to a stack nor over time. */
export function shapesFor(measure: Measure): Shape[] {
  return SHAPES.filter((shape) => !isShare(measure) || shape === 'lines' || shape === 'heat');
}

/** The shape that a choice is drawn in: its own, where its measure has that. */
export function shapeOf({ measure, shape }: Pick<Choice, 'measure' | 'shape'>): Shape {
  return shapesFor(measure).includes(shape) ? shape : 'lines';
}
