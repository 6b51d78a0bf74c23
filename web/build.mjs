import {mkdirSync, writeFileSync} from 'node:fs';
mkdirSync(process.argv[2] + '/assets', {recursive: true});
writeFileSync(process.argv[2] + '/index.html', '<!doctype html><title>luocdo</title>');
