// Bundles the page: `node build.mjs OUTDIR`. In: src/main.jsx and all it imports (views come in lazily). Out: index.html,
// assets/NAME-HASH.{js,css,svg} with a .gz beside each, and manifest.json that lists them with type and sizes.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const home = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? path.join(home, 'dist'));
const assets = path.join(out, 'assets');
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html' };

rmSync(assets, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });
const { metafile } = await build({
  absWorkingDir: home,
  entryPoints: ['src/main.jsx'],
  outdir: assets,
  entryNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  loader: { '.ttl': 'text' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  metafile: true,
  logLevel: 'warning',
});

// The icon goes by its own hash, so that it may be kept for ever as well.
const icon = readFileSync(path.join(home, 'src/style/icon.svg'));
const iconName = `icon-${createHash('sha256').update(icon).digest('hex').slice(0, 8).toUpperCase()}.svg`;
writeFileSync(path.join(assets, iconName), icon);

const [entry, made] = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === 'src/main.jsx');
const base = (file) => `/assets/${path.basename(file)}`;
const first = made.imports.filter((i) => i.kind === 'import-statement').map((i) => base(i.path));
const index = readFileSync(path.join(home, 'src/index.html'), 'utf8')
  .replace('ICON', `/assets/${iconName}`)
  .replace('STYLE', base(made.cssBundle))
  .replace('SCRIPT', base(entry))
  .replace('PRELOAD', first.map((file) => `<link rel="modulepreload" href="${file}">`).join('\n'));
writeFileSync(path.join(out, 'index.html'), index);

const files = [
  path.join(out, 'index.html'),
  ...readdirSync(assets)
    .sort()
    .map((name) => path.join(assets, name)),
];
const listed = files.map((file) => {
  const bytes = readFileSync(file);
  const packed = gzipSync(bytes, { level: 9 });
  writeFileSync(`${file}.gz`, packed);
  return { path: `/${path.relative(out, file)}`, type: TYPES[path.extname(file)], bytes: bytes.length, gzip: packed.length };
});
const opening = new Set(['/index.html', base(entry), base(made.cssBundle), ...first, `/assets/${iconName}`]);
const sum = listed.filter((file) => opening.has(file.path)).reduce((total, file) => total + file.gzip, 0);
writeFileSync(path.join(out, 'manifest.json'), `${JSON.stringify({ first_view_gzip: sum, files: listed }, null, 1)}\n`);
console.log(
  `web       ${listed.length} files in ${path.relative('', out) || '.'}, first view ${(sum / 1000).toFixed(1)} kB compressed`,
);
