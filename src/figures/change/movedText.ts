import type { ChangePart } from '../../shared/change.ts';
import { plainText } from '../../shared/plainText.ts';
import { changeBy, largest } from './changeSums.ts';

/**
 * The models that usage moved to and from: `more Opus 5.5, less Sonnet 5.5`; `''` where it did not move between models.
 * `nameOf` names a model, whatever it is called.
 */
export function movedText(parts: readonly ChangePart[], nameOf: (dimension: 'model', id: string) => string): string {
  const models = changeBy({ parts }, 'model');
  const more = largest(models, ({ effects }) => effects.mix);
  const less = largest(models, ({ effects }) => -effects.mix);
  if (!more || !less || more.effects.mix <= 0n || less.effects.mix >= 0n) return '';
  const name = ({ id }: { readonly id: string }) => plainText(nameOf('model', id));
  return `more ${name(more)}, less ${name(less)}`;
}
