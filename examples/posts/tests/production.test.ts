import { testApp } from './browser/all.ts';
import { browserSuite } from './support/browser-test.ts';
import { startServer } from './support/server.ts';

browserSuite('the built application', startServer, testApp);
