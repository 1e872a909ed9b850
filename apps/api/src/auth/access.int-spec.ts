import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles } from '@diwan/contracts';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ConfigModule } from '../config.module.js';
import { may } from '../policies/policies.js';
import { listRoutes, type Route } from '../testing/list-routes.js';
import { createTestApp, type TestApp } from '../testing/test-app.js';
import { AccessGuard } from './access.guard.js';
import { SessionService } from './session.service.js';

/** An id that nothing has, and a ticket number that nothing has. */
const filled = (path: string): string =>
  path
    .replace(':number', '1999999999')
    .replace(':token', 'unknown')
    .replace(':id', '01890000-0000-7000-8000-000000000000');
const bySignOut = (route: Route): number => Number(route.method === 'DELETE' && route.path === '/api/session');
const isChange = ({ method }: Route): boolean => method !== 'GET';

describe('access', () => {
  let test: TestApp;
  let routes: Route[];
  beforeAll(async () => {
    test = await createTestApp();
    // What ends the caller's own session comes last.
    routes = listRoutes(test.app).sort((one, other) => bySignOut(one) - bySignOut(other));
  });
  afterAll(() => test.close());

  const ask = (client: ReturnType<TestApp['stranger']>, { method, path }: Route, headers = {}) =>
    client.send(method, filled(path), method === 'GET' ? { headers } : { body: {}, headers });

  it('is declared on every route', () => {
    expect(routes.length).toBeGreaterThan(45);
    expect(routes.filter((route) => route.access === undefined)).toEqual([]);
  });

  it('is open to everybody only where somebody signs in, joins, chats, or asks whether we live', () => {
    const open = routes
      .filter(({ access }) => access && 'public' in access)
      .map((each) => `${each.method} ${each.path}`);
    expect(open.toSorted()).toEqual([
      'GET /api/chat/widgets/:key', 'GET /api/invitations/:token', 'GET /api/setup', 'GET /demo/shop', 'GET /files/:id', 'GET /files/remote-images', 'GET /health/live', 'GET /health/ready',
      'POST /api/chat/files', 'POST /api/invitations/:token', 'POST /api/session', 'POST /api/setup',
    ]); // prettier-ignore
  });

  it('is refused to strangers everywhere else', async () => {
    for (const route of routes.filter(({ access }) => access && !('public' in access))) {
      const { status, body, headers } = await ask(test.stranger(), route);
      expect([route.path, status, body.code]).toEqual([route.path, 401, 'request.unauthenticated']);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });

  it.each(roles)('of %s is what the policies say, on every route', async (role) => {
    const agent = await test.agent(role);
    for (const route of routes) {
      if (!route.access || 'public' in route.access) continue;
      const { permission } = route.access;
      const { status, body } = await ask(agent, route);
      const name = `${route.method} ${route.path}`;
      if (permission === null || may(role, permission)) {
        expect([name, [401, 403].includes(status), status >= 500]).toEqual([name, false, false]);
      } else {
        expect([name, status, body.code]).toEqual([name, 403, 'request.forbidden']);
        expect(body.params).toEqual({ permission });
      }
    }
  });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1.evil.example', 'https://127.0.0.1:1', 'not a url'])(
    'refuses every change that comes from %s',
    async (origin) => {
      const admin = await test.agent('admin');
      for (const route of routes.filter(isChange)) {
        const { status, body } = await ask(admin, route, { origin });
        expect([route.path, status, body.code]).toEqual([route.path, 403, 'request.bad_origin']);
      }
    },
  );

  it('lets the page’s own address change things', async () => {
    const admin = await test.agent('admin');
    expect((await admin.post('/api/teams', { name: 'Own', queueIds: [] }, { origin: test.url })).status).toBe(201);
  });

  it('is refused by a route that says nothing about it', async () => {
    const guard = new AccessGuard(new Reflector(), test.app.get(SessionService), test.app.get(ConfigModule.CONFIG));
    const context = {
      switchToHttp: () => ({ getRequest: () => ({ method: 'GET', headers: {}, cookies: {} }) }),
      getHandler: () => () => 'forgotten',
      getClass: () => class Forgotten {},
    } as unknown as ExecutionContext;
    await expect(guard.canActivate(context)).rejects.toMatchObject({ code: 'request.forbidden' });
  });

  it('gives no other site leave to read (no CORS)', async () => {
    const { headers } = await test.stranger().get('/api/setup', { origin: 'https://evil.example' });
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
