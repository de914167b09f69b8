'use strict';

// The provider `mailru` of Auth.js: the site's own pages, the login in the browser with a proof key, the exchange of the code with the
// credentials in a Basic header, and the profile, for which the provider sends the token in a header. That is not read: the answer is
// the error of a missing parameter at status 200, which Auth.js takes for a profile of nobody. A site that gives the provider a
// `userinfo` of its own, with the token in the query, gets the profile. `clients.js` says what stands in for what.
//
// Usage: node auth_core.js FOLDER BINARY, where FOLDER has the package in `node_modules`.

const assert = require('node:assert/strict');
const { createRequire } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const { Visitor, sandbox, standIn } = require('./clients.js');
const guide = require('./guide.js');

const [folder, binary] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(folder), 'package.json'));

const SITE = 'http://localhost:3000';

// A site with one visitor, whose cookies it keeps.
class Site {
    constructor(Auth, provider) {
        this.cookies = {};
        this.said = [];
        this.seen = {};
        const say = (...what) => this.said.push(what);
        this.answer = request => Auth(request, {
            basePath: '/auth',
            secret: 'of a site that nobody visits',
            trustHost: true,
            logger: { error: say, warn: say, debug: say },
            providers: [provider],
            callbacks: {
                signIn: ({ user, account, profile }) => Object.assign(this.seen, { user, account, profile }) && true,
            },
        });
    }

    async visit(address, form) {
        const cookie = Object.entries(this.cookies).map(pair => pair.join('=')).join('; ');
        const body = form && new URLSearchParams(form);
        const answer = await this.answer(new Request(address, { method: form ? 'POST' : 'GET', body, headers: { cookie } }));
        for (const line of answer.headers.getSetCookie()) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
            this.cookies[name] = value;
        }
        return answer;
    }

    // To the service and back; where the site leads then.
    async login(box, { action = 'allow', change = address => address } = {}) {
        const { csrfToken } = await (await this.visit(`${SITE}/auth/csrf`)).json();
        const leaves = await this.visit(`${SITE}/auth/signin/mailru`, { csrfToken, callbackUrl: `${SITE}/in` });
        const authorize = new URL(leaves.headers.get('location'));
        assert.equal(authorize.origin + authorize.pathname, 'https://oauth.mail.ru/login');
        assert.equal(authorize.searchParams.get('code_challenge_method'), 'S256');
        const back = await new Visitor(box).decide(authorize, action);
        return (await this.visit(change(back))).headers.get('location');
    }

    async session() {
        return (await this.visit(`${SITE}/auth/session`)).json();
    }
}

async function main() {
    const from = name => import(pathToFileURL(load.resolve(name)));
    const [{ Auth }, { default: Mailru }] = await Promise.all([from('@auth/core'), from('@auth/core/providers/mailru')]);
    const box = await sandbox(binary);
    const keys = { clientId: box.OAUTH_MAIL_ID, clientSecret: box.OAUTH_MAIL_SECRET };
    const userinfo = {
        url: 'https://oauth.mail.ru/userinfo',
        request: async ({ tokens }) => (await fetch(`https://oauth.mail.ru/userinfo?access_token=${tokens.access_token}`)).json(),
    };
    const inQuery = { ...keys, userinfo };
    try {
        standIn(box);

        const asItIs = new Site(Auth, Mailru(keys));
        for (const _ of [1, 2]) await asItIs.login(box);
        guide.row(folder, '@auth/core', ...guide.signIn(box.sent), guide.profile(box.sent));
        const told = { error: 'invalid request', error_code: 2, error_description: 'missing request parameter: access_token' };
        assert.deepEqual(asItIs.seen.profile, told);
        guide.row(folder, '@auth/core', 'an error of `userinfo`, at status 200', 'takes it for the profile of nobody');
        assert.match(asItIs.seen.account.access_token, /^[0-9a-f]{32}$/, 'the token was had, by a Basic header and a proof key');
        assert.equal((await asItIs.session())?.user?.email, undefined, 'nobody that the site could know again');
        console.log('ok      @auth/core: a token in a header is a missing parameter');

        const site = new Site(Auth, Mailru(inQuery));
        assert.equal(await site.login(box), `${SITE}/in`);
        assert.equal((await site.session()).user.email, box.email);
        assert.match(site.seen.account.providerAccountId, /^\d+$/);
        console.log('ok      @auth/core: with the token in the query');
        guide.complete('@auth/core');
    } finally {
        box.child.kill();
    }
}

main().catch(error => {
    console.error('FAILED', error);
    process.exitCode = 1;
});
