// A server for tests of the page: the built files under the same headers as `luocdo serve`, and answers from
// test/fixtures. `node test/mock.mjs DIST [PORT]`, or `serve(dist, {answers, port})` from a test. An answer is
// `(query, request) => value` under `METHOD /path`; a string is sent as it is, {status, body} with that status.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { answers as usual } from './answers.mjs';

export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const OTHERS = /^\/(api|assets|sparql|data|id)(\/|$)/;

export async function serve(dist, { answers = {}, port = 0 } = {}) {
  const files = new Map(
    JSON.parse(readFileSync(path.join(dist, 'manifest.json'), 'utf8')).files.map((file) => [file.path, file]),
  );
  const known = { ...usual, ...answers };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    response.setHeader('Content-Security-Policy', CSP);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const file = files.get(OTHERS.test(url.pathname) ? url.pathname : '/index.html');
    if (file) {
      response.setHeader('Content-Type', `${file.type}; charset=utf-8`);
      return createReadStream(path.join(dist, file.path)).pipe(response);
    }
    const make = known[`${request.method} ${url.pathname}`];
    const value = make
      ? await make(url.searchParams, request)
      : { status: 404, body: { error: `no ${url.pathname}`, candidates: [] } };
    const told = value !== null && typeof value === 'object' && 'status' in value && 'body' in value;
    response.statusCode = told ? value.status : 200;
    const body = told ? value.body : value;
    response.setHeader('Content-Type', typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json');
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(done);
      }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = process.argv[2] ?? 'dist';
  if (!existsSync(path.join(dist, 'manifest.json')))
    throw new Error(`no page in ${dist}; build it with \`node build.mjs ${dist}\``);
  const { url } = await serve(dist, { port: Number(process.argv[3] ?? 7880) });
  console.log(`${url}/`);
}
