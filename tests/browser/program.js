// The program as a server of its own: started on the example at a free port, stopped by `close`.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export async function program(luocdo, more = [], env = {}) {
  const server = spawn(path.resolve(root, luocdo), ['serve', '--from', 'examples/digest', '--bind', '127.0.0.1:0', ...more], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const url = await new Promise((resolve, reject) => {
    let told = '';
    server.stderr.on('data', (bytes) => {
      told += bytes;
      const found = told.match(/http:\/\/[\d.:]+/);
      if (found) resolve(found[0]);
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${told}`)));
  });
  return { url, close: async () => server.removeAllListeners('exit').kill() };
}
