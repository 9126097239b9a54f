import { takeScreenshots } from './browser/screenshots.ts';
import { browserSuite } from './support/browser-test.ts';
import { startServer } from './support/server.ts';

browserSuite('pictures', startServer, takeScreenshots);
