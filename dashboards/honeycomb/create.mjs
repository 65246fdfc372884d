// Creates the board in Honeycomb. A board names queries by id, so they are created first, each with its name.
// Needs Node 20 and a configuration key that may manage queries and public boards, in HONEYCOMB_API_KEY.
import { readFileSync } from 'node:fs';

const {
  HONEYCOMB_API_KEY: key,
  HONEYCOMB_DATASET: dataset = 'claude-usage',
  HONEYCOMB_API: api = 'https://api.honeycomb.io',
} = process.env;
if (!key) {
  console.error('Set HONEYCOMB_API_KEY to a configuration key that may manage queries and public boards.');
  process.exit(1);
}

const { panels, ...board } = JSON.parse(readFileSync(new URL('board.json', import.meta.url), 'utf8'));
const of = encodeURIComponent(dataset);
const created = [];
for (const { name, description, query, query_panel: panel, ...rest } of panels) {
  const { id: query_id } = await post(`/1/queries/${of}`, query);
  const { id: query_annotation_id } = await post(`/1/query_annotations/${of}`, { name, description, query_id });
  created.push({ ...rest, query_panel: { ...panel, query_id, query_annotation_id } });
}
const { links } = await post('/1/boards', { ...board, panels: created });
console.log(`Created the board: ${links?.board_url ?? board.name}`);

async function post(path, body) {
  const headers = { 'content-type': 'application/json', 'x-honeycomb-team': key };
  const answer = await fetch(`${api}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    redirect: 'error',
  });
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text);
  console.error(`Honeycomb refused ${path} (${answer.status}): ${text.slice(0, 500)}`);
  process.exit(1);
}
