// What the tests of clients from npm share. No file and no address of the packages is changed. What stands in for what:
//
// * `http.request`, `https.request` and `fetch` lead to the sandbox where the packages ask for a host of the platform or of OAuth Mail, as
//   a proxy would, by plain HTTP and under the sandbox's own name;
// * `Visitor` is the browser with the user in front of it: it keeps cookies, follows redirects within the services and fills in forms;
// * `authenticate` is the part of passport itself, which gives a strategy its five ways to end, and the site's session.

'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const http = require('node:http');
const https = require('node:https');
const readline = require('node:readline');

const CALLBACK = 'http://localhost:3000/auth/callback';

// Where the paths of a host begin in the sandbox.
const SERVICES = { 'connect.mail.ru': '', 'www.appsmail.ru': '', 'oauth.mail.ru': '/oauth.mail.ru' };

// What a running sandbox printed about itself.
async function sandbox(binary, ...options) {
    const child = spawn(binary, ['--port', '0', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    const values = {};
    for await (const line of readline.createInterface({ input: child.stdout })) {
        const found = /^export MAILRU_(\w+)=(.*)$/.exec(line);
        if (found) values[found[1]] = found[2];
        if (values.UID) break;
    }
    for await (const line of readline.createInterface({ input: child.stderr })) {
        [, values.email, values.password] = /log in as (\S+) with the password (\S+)/.exec(line);
        break;
    }
    return { child, origin: new URL(values.API_URL).origin, sent: [], ...values };
}

// The address in the sandbox of one of a service; others stay.
function here(box, address) {
    const url = new URL(address);
    const path = SERVICES[url.hostname];
    return path === undefined ? url : new URL(path + url.pathname + url.search, box.origin);
}

// Remembers what leaves for a service.
function sent(box, address, headers = {}, body = '') {
    const one = { address: new URL(address), headers: new Headers(headers), body: String(body) };
    box.sent.push(one);
    return one;
}

function standIn(box) {
    const { host, hostname, port } = new URL(box.origin);
    const plain = http.request;
    const request = original => (options, ...rest) => {
        const name = options.hostname ?? options.host;
        const path = SERVICES[name];
        if (path === undefined) return original(options, ...rest);
        const { protocol, agent, ...kept } = options;
        const headers = { ...options.headers, Host: host };
        const one = sent(box, new URL(options.path, `https://${name}`), options.headers);
        const leaving = plain({ ...kept, host: hostname, hostname, port, path: path + options.path, headers }, ...rest);
        const write = leaving.write;
        leaving.write = (chunk, ...more) => write.call(leaving, (one.body += chunk, chunk), ...more);
        return leaving;
    };
    [http.request, https.request] = [request(http.request), request(https.request)];
    const fetched = globalThis.fetch;
    globalThis.fetch = async (address, options, ...rest) => {
        if (address instanceof Request) {
            const { method, headers, redirect } = address;
            const body = method === 'GET' ? undefined : await address.text();
            return globalThis.fetch(address.url, { method, headers, redirect, body, ...options }, ...rest);
        }
        if (here(box, address).href !== new URL(address).href) sent(box, address, options?.headers, options?.body);
        return fetched(here(box, address), options, ...rest);
    };
}

class Visitor {
    constructor(box) {
        this.box = box;
        this.cookies = {};
    }

    // Goes on until a page of the services, or an address of somebody else's.
    async go(address, form) {
        const url = here(this.box, address);
        if (url.origin !== this.box.origin) return { left: url };
        const cookie = Object.entries(this.cookies).map(pair => pair.join('=')).join('; ');
        const answer = await fetch(url, {
            method: form ? 'POST' : 'GET',
            body: form && new URLSearchParams(form),
            redirect: 'manual',
            headers: { cookie, 'accept-language': 'en' },
        });
        for (const line of answer.headers.getSetCookie()) {
            const [name, value] = line.split(';')[0].split('=');
            this.cookies[name] = value;
        }
        if (answer.status === 303) return this.go(new URL(answer.headers.get('location'), url));
        const html = await answer.text();
        assert.equal(answer.status, 200, html);
        return { url, csrf: /name="csrf" value="(\w+)"/.exec(html)?.[1], html };
    }

    // From the site's redirect to the address with which the browser comes back to the site.
    async decide(address, action) {
        sent(this.box, address);
        let page = await this.go(address);
        if (page.html?.includes('type="password"')) {
            const { email, password } = this.box;
            page = await this.go(page.url, { csrf: page.csrf, action: 'login', email, password });
        }
        if (!page.left) page = await this.go(page.url, { csrf: page.csrf, action });
        assert(page.left, 'the browser returns');
        return page.left;
    }
}

function authenticate(strategy, session, query = {}, options = {}) {
    return new Promise(resolve => {
        const acting = Object.create(strategy);
        acting.redirect = url => resolve({ redirect: url });
        acting.success = user => resolve({ user });
        acting.fail = (...why) => resolve({ fail: why });
        acting.error = error => resolve({ error });
        acting.pass = () => resolve({ pass: true });
        acting.authenticate({ query, session, headers: {}, connection: {} }, options);
    });
}

// A site's visit by somebody: to the page `authorize` and back.
async function login(box, strategy, authorize, { action = 'allow', change = query => query, options } = {}) {
    const session = {};
    const { redirect } = await authenticate(strategy, session, {}, options);
    assert(redirect.startsWith(`${authorize}?`), redirect);
    const back = await new Visitor(box).decide(redirect, action);
    assert.equal(back.origin + back.pathname, CALLBACK);
    const query = change(Object.fromEntries(back.searchParams));
    return { query, ...(await authenticate(strategy, session, query, options)) };
}

module.exports = { CALLBACK, Visitor, login, sandbox, standIn };
