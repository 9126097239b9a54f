export {
  createTestClient,
  type TestClient,
  type TestClientOptions,
} from './testing/test-client.ts';
