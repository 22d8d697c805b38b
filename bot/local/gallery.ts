/** Every card to look at, at /local/cards: both languages, three themes, a phone's width and a channel's. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { examples } from '../cards/examples.ts';

const files = fileURLToPath(new URL('gallery', import.meta.url));
const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');

/** Invented cards only: it reads nothing and changes nothing. */
export const gallery = (): Router => {
  const router = Router();
  router.get('/local/cards/examples.json', (request, response) => {
    response.json(examples(request.query['language'] === 'en' ? 'en' : 'nl'));
  });
  router.get('/local/adaptivecards.js', (_, response) => response.sendFile(renderer));
  router.use('/local/cards', express.static(files, { redirect: false }));
  router.get('/local/cards', (_, response) => response.sendFile('index.html', { root: files }));
  return router;
};
