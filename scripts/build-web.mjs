// `npm run build:web`: the web pages alone, for an image.
import { buildWeb } from './ground/build-web.mjs';
import { failAndExit, step } from './ground/step.mjs';

await step('web pages', buildWeb).catch(failAndExit);
