import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listRoutes } from '../testing/list-routes.js';
import { createTestApp, type TestApp } from '../testing/test-app.js';

type Operation = { responses: Record<string, { content?: Record<string, { schema?: object }> }> };
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

describe('the OpenAPI document', () => {
  let test: TestApp;
  let document: Document;
  beforeAll(async () => {
    test = await createTestApp();
    document = (await test.stranger().get('/api/openapi.json')).body;
  });
  afterAll(() => test.close());

  it('knows every route', () => {
    const known = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = listRoutes(test.app).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(known.toSorted()).toEqual(routes.toSorted());
  });

  it('calls the contracts by their names', () => {
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining([
        'SignIn',
        'WriteReply',
        'SaveInbox',
        'TicketPage',
        'TicketDetails',
        'Message',
        'Problem',
      ]),
    );
  });

  it('says what every JSON answer looks like', () => {
    const silent = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(
          ([, { responses }]) =>
            !Object.entries(responses).some(
              ([status, each]) => status.startsWith('2') && (status === '204' || each.content),
            ),
        )
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    expect(silent.toSorted()).toEqual([
      'GET /api/attachments/{id}/content', 'GET /api/messages/{id}/raw', 'GET /api/suspended-mail/{id}/raw', 'GET /demo/mail', 'GET /demo/mail/{id}', 'GET /demo/shop', 'GET /files/remote-images',
      'GET /files/{id}', 'GET /metrics', 'POST /demo/mail/{id}/answer',
    ]); // prettier-ignore
  });

  it('refers to nothing that it does not hold', () => {
    const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
    for (const [, name = ''] of references) expect(Object.keys(document.components.schemas)).toContain(name);
  });

  it('can be read in the browser', async () => {
    const page = await test.stranger().get('/api/docs');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/html/)]);
  });
});
