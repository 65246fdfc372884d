// Measures what the project promises, and prints it, also what falls short: npm run bench [accuracy|slices|restated|rereading|filling|polls|otel|explorer|year|exporting|tools|mcp|window|unusual [--held-out]|forecast [--held-out]]
import { accuracy, slices } from './accuracy.ts';
import { explorer } from './explorer.ts';
import { exporting } from './exporting.ts';
import { filling } from './filling.ts';
import { forecasts } from './forecast/forecasts.ts';
import { HELD_OUT, OPEN } from './forecast/worlds.ts';
import { mcp } from './mcp.ts';
import { sends } from './otel.ts';
import { polls } from './polls.ts';
import { type Figure, print } from './report.ts';
import { rereading, restatedAccuracy } from './rereading.ts';
import { tools } from './tools.ts';
import { unusual } from './unusual/unusual.ts';
import { inTheWindow } from './window.ts';
import { year } from './year.ts';

/** Forecasts on the seeds that no forecaster was developed with: to be asked for once, in the end. */
const isHeldOut = process.argv.includes('--held-out');

const PARTS: Readonly<Record<string, readonly [title: string, measure: () => Promise<Figure[]>]>> = {
  accuracy: ['Today’s estimate', accuracy],
  slices: ['Slices of a billed day', slices],
  restated: ['Where the API restates what it said', restatedAccuracy],
  rereading: ['Reading again what may have been restated', rereading],
  filling: [
    'Fetching the history',
    async () => [...(await filling('small')), ...(await filling('bench')), ...(await filling('big'))],
  ],
  mcp: ['Answers to other programs', mcp],
  polls: ['Polling a big organization', polls],
  otel: ['Export to OpenTelemetry', sends],
  explorer: ['The explorer', explorer],
  year: [
    'A year by key',
    async () => [...(await year(400, { warm: 500 })), ...(await year(2_800, { cold: 5_000, warm: 1_000 }))],
  ],
  exporting: ['Exporting the ledger', exporting],
  tools: ['Answers to language models', tools],
  forecast: [isHeldOut ? 'Forecasts, held-out seeds' : 'Forecasts', () => forecasts(isHeldOut ? HELD_OUT : OPEN)],
  unusual: [isHeldOut ? 'Unusual spend, held-out seeds' : 'Unusual spend', () => unusual(isHeldOut ? HELD_OUT : OPEN)],
  window: ['In a real window', inTheWindow],
};

const wanted = process.argv.slice(2).filter((argument) => argument !== '--held-out');
for (const [name, [title, measure]] of Object.entries(PARTS)) {
  if (wanted.length === 0 || wanted.includes(name)) print(title, await measure());
}
