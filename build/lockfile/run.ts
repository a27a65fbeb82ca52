import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../paths.ts';
import { keepPrebuilt } from './keep-prebuilt.ts';

/** npm calls this (the script `dependencies`) whenever it has changed what is installed. */
const file = path.join(repositoryRoot, 'package-lock.json');
const text = readFileSync(file, 'utf8');
const kept = keepPrebuilt(text);
if (kept !== text) writeFileSync(file, kept);
