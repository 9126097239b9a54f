import { testApp } from './browser/all.ts';
import { testPages } from './browser/pages.ts';
import { browserSuite } from './support/browser-test.ts';
import { startServer } from './support/server.ts';

browserSuite('the built application', startServer, (scene) => {
  testApp(scene);
  testPages(scene);
});
