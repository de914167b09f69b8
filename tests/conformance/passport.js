'use strict';

// The three strategies that npm has for logging users of the platform in: a login in the browser, the exchange of its code, and the call
// for the profile, which is signed. No file and no address of the packages is changed. What stands in for what:
//
// * `http.request` and `https.request` lead to the sandbox where the packages ask for `connect.mail.ru` or `www.appsmail.ru`, as a proxy
//   would, by plain HTTP and under the sandbox's own name;
// * `Visitor` is the browser with the user in front of it: it keeps cookies, follows redirects within the platform and fills in forms;
// * `authenticate` is the part of passport itself, which gives a strategy its five ways to end, and the site's session.
//
// Usage: node passport.js FOLDER BINARY, where FOLDER has the packages in `node_modules`.

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const http = require('node:http');
const https = require('node:https');
const { createRequire } = require('node:module');
const path = require('node:path');
const readline = require('node:readline');

const [folder, binary] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(folder), 'package.json'));

const CALLBACK = 'http://localhost:3000/auth/callback';
const PLATFORM = ['connect.mail.ru', 'www.appsmail.ru'];

// What a running sandbox printed about itself.
async function sandbox() {
    const child = spawn(binary, ['--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
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
    return { child, origin: new URL(values.API_URL).origin, ...values };
}

function standIn(box) {
    const { host, hostname, port } = new URL(box.origin);
    const plain = http.request;
    const request = original => (options, ...rest) => {
        if (!PLATFORM.includes(options.host)) return original(options, ...rest);
        const { protocol, agent, ...kept } = options;
        return plain({ ...kept, host: hostname, port, headers: { ...options.headers, Host: host } }, ...rest);
    };
    [http.request, https.request] = [request(http.request), request(https.request)];
}

class Visitor {
    constructor(box) {
        this.box = box;
        this.cookies = {};
    }

    // Goes on until a page of the platform, or an address of somebody else's.
    async go(address, form) {
        const url = new URL(address);
        if (PLATFORM.includes(url.host)) url.host = new URL(this.box.origin).host;
        url.protocol = 'http:';
        if (url.origin !== this.box.origin) return { left: new URL(address) };
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

// A site's visit by somebody: to the platform and back.
async function login(box, strategy, { action = 'allow', change = query => query, options } = {}) {
    const session = {};
    const { redirect } = await authenticate(strategy, session, {}, options);
    assert(redirect.startsWith('https://connect.mail.ru/oauth/authorize?'), redirect);
    const back = await new Visitor(box).decide(redirect, action);
    assert.equal(back.origin + back.pathname, CALLBACK);
    const query = change(Object.fromEntries(back.searchParams));
    return { query, ...(await authenticate(strategy, session, query, options)) };
}

async function check(box, name, Strategy, { keepsState, scope }) {
    const settings = { clientID: box.APP_ID, clientSecret: box.SECRET_KEY, callbackURL: CALLBACK };
    const verify = (access, refresh, profile, done) => done(null, { access, refresh, profile });
    const strategy = more => new Strategy({ ...settings, ...more }, verify);
    const state = keepsState ? { state: true } : {};

    for (const options of [{}, { scope }]) {
        const { user, query, ...other } = await login(box, strategy(state), { options });
        assert(user, `${name}: ${JSON.stringify(other)} ${other.error}`);
        assert.equal(user.profile.id, box.UID);
        assert.equal(user.profile.provider ?? 'mailru', 'mailru');
        assert(user.profile.name.familyName && user.profile.name.givenName && user.profile.displayName);
        assert.deepEqual(user.profile.emails, [{ value: box.email }], 'the e-mail address of the one who logged in');
        assert.match(user.access, /^[0-9a-f]{32}$/);
        assert.match(user.refresh, /^[0-9a-f]{32}$/);
        assert.equal('state' in query, keepsState);
    }

    // Something new, as nobody is asked twice for the same.
    const refused = await login(box, strategy(state), { action: 'deny', options: { scope: 'events' } });
    assert.equal(refused.query.error, 'access_denied');
    assert(refused.fail, `${name}: a refusal is a failed login`);

    if (keepsState) {
        for (const wrong of [undefined, 'forged']) {
            const { fail } = await login(box, strategy(state), { change: query => ({ ...query, state: wrong }) });
            assert(fail, `${name}: the state ${wrong} is refused`);
        }
    }
    const spent = await login(box, strategy(state), { change: query => ({ ...query, code: 'spent' }) });
    assert(spent.error && !spent.user, `${name}: a code that is none is an error`);
    // A key that is neither gets no token. The private one does, but signs no call of a server.
    for (const clientSecret of ['wrong', box.PRIVATE_KEY]) {
        const { error, user } = await login(box, strategy({ ...state, clientSecret }));
        assert(error && !user, `${name}: the key is not the secret one`);
    }
    console.log(`ok      ${name}`);
}

async function main() {
    const box = await sandbox();
    try {
        standIn(box);
        await check(box, 'passport-mail', load('passport-mail'), { keepsState: true, scope: ['photos', 'stream'] });
        await check(box, 'passport-mail-ts', load('passport-mail-ts').default, {
            keepsState: true,
            scope: ['photos', 'stream'],
        });
        await check(box, 'passport-mailru', load('passport-mailru').Strategy, { keepsState: false, scope: 'photos' });
    } finally {
        box.child.kill();
    }
}

main().catch(error => {
    console.error('FAILED', error);
    process.exitCode = 1;
});
