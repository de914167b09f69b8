'use strict';

// The guide's page "Other clients": its rows are made here of what the sandbox received, and have to be in the page.

const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const PAGE = fs.readFileSync(path.join(__dirname, '../../mailru-sdk/src/guide/other_clients.md'), 'utf8').split('\n');

const made = new Set();

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const text = html => html.replace(/&\w+;|&#39;/g, entity => ENTITIES[entity] ?? entity);

// Fails unless the page has the row, with the version of the package that is installed.
function row(folder, client, ...cells) {
    const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'node_modules', client, 'package.json'), 'utf8'));
    const line = `| ${[`${client} ${version}`, ...cells].join(' | ')} |`;
    assert(PAGE.includes(line), `the guide lacks the row\n${line}`);
    made.add(line);
}

// Fails if the page has a row of one of the clients that nothing made.
function complete(...clients) {
    const rows = PAGE.filter(line => clients.some(client => line.startsWith(`| ${client} `)));
    assert.deepEqual(rows.filter(line => !made.has(line)), [], 'nothing makes these rows');
}

const names = list => list.map(name => `\`${name}\``).join(', ');

// The last REST call that the sandbox has received: the verb, and the parameters in the order of arrival.
async function lastCall(box) {
    const log = await (await fetch(`${box.origin}/sandbox/requests?after=0&secrets=shown`)).text();
    const entry = log.split('<details class="request"')[1];
    const [, verb] = /<h3>Request<\/h3>\s*<pre>(\w+) /.exec(entry);
    const [, table] = /<h3>Parameters<\/h3>\s*<table>(.*?)<\/table>/s.exec(entry);
    const pairs = [...table.matchAll(/<tr><th>(.*?)<\/th><td>(.*?)<\/td><\/tr>/gs)].map(([, name, value]) => [text(name), text(value)]);
    return { verb, pairs };
}

// The cells of a call in the server circuit: what is sent, in which order, and what of it is not signed.
async function signedCall(box) {
    const { verb, pairs } = await lastCall(box);
    const { sig, ...sent } = Object.fromEntries(pairs);
    const signs = leftOut => {
        const kept = Object.keys(sent).filter(name => name !== leftOut).sort();
        const base = kept.map(name => `${name}=${sent[name]}`).join('') + box.SECRET_KEY;
        return createHash('md5').update(base).digest('hex') === sig;
    };
    const leftOut = ['', ...Object.keys(sent)].find(signs);
    assert(leftOut !== undefined, 'some order and some key sign it');
    const inOrder = Object.keys(sent).join() === Object.keys(sent).sort().join();
    return [`\`${verb}\` ${names(pairs.map(([name]) => name))}`, inOrder ? 'yes' : 'no', leftOut ? `\`${leftOut}\`` : 'nothing'];
}

// The cells of two log-ins, of what `standIn` saw leave: the browser's address, what differs between the two, the exchange of the code.
function signIn(sent) {
    const [first, second] = sent.filter(one => one.address.searchParams.has('response_type')).map(one => [...one.address.searchParams]);
    const other = Object.fromEntries(second);
    const differ = first.filter(([name, value]) => other[name] !== value).map(([name]) => name);
    const token = sent.find(one => one.address.pathname.endsWith('/token'));
    const basic = token.headers.has('authorization') ? ' and a Basic header' : '';
    const form = [...new URLSearchParams(token.body).keys()];
    return [names(first.map(([name]) => name)), names(differ) || 'nothing', names(form) + basic];
}

// How the access token goes to the profile of OAuth Mail.
function profile(sent) {
    const { address, headers } = sent.findLast(one => one.address.pathname.endsWith('/userinfo'));
    const ways = [address.searchParams.has('access_token') && 'the query', headers.has('authorization') && 'a header'];
    return ways.filter(Boolean).join(' and ');
}

module.exports = { complete, profile, row, signIn, signedCall };
