import { capital } from './capital.ts';

const FAMILY_FIRST = /^claude-([a-z]+)-(\d{1,2})(?:-(\d{1,2}))?(?:-(?:\d{8}|latest))?$/;
const VERSION_FIRST = /^claude-(\d{1,2})(?:-(\d{1,2}))?-([a-z]+)(?:-(?:\d{8}|latest))?$/;

/** `claude-opus-5-5` is Opus 5.5, `claude-3-5-haiku-20241022` is Haiku 3.5; an id of another form stays as it is. */
export function modelName(id: string): string {
  const newer = FAMILY_FIRST.exec(id);
  if (newer) return written(newer[1], newer[2], newer[3]);
  const older = VERSION_FIRST.exec(id);
  return older ? written(older[3], older[1], older[2]) : id;
}

function written(family = '', major = '', minor = '0'): string {
  const name = capital(family);
  return minor === '0' ? `${name} ${major}` : `${name} ${major}.${minor}`;
}
