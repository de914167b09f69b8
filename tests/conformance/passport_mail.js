'use strict';

// The two strategies that npm has for OAuth Mail, which join scopes by a comma: a login in the browser, the exchange of its code, and the
// profile, for which the token goes into the query. `clients.js` says what stands in for what.
//
// Usage: node passport_mail.js FOLDER BINARY, where FOLDER has the packages in `node_modules`.

const assert = require('node:assert/strict');
const { createRequire } = require('node:module');
const path = require('node:path');

const { CALLBACK, login, sandbox, standIn } = require('./clients.js');
const guide = require('./guide.js');

const [folder, binary] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(folder), 'package.json'));

const AUTHORIZE = 'https://oauth.mail.ru/login';

async function check(box, name, Strategy, { identity, state }) {
    const settings = { clientID: box.OAUTH_MAIL_ID, clientSecret: box.OAUTH_MAIL_SECRET, callbackURL: CALLBACK };
    const verify = (access, refresh, profile, done) => done(null, { access, refresh, profile });
    const strategy = more => new Strategy({ ...settings, ...more }, verify);
    const known = new Set();

    // What the guide's page "Other clients" says of it.
    box.sent.length = 0;
    for (const _ of [1, 2]) await login(box, strategy(), AUTHORIZE);
    guide.row(folder, name, ...guide.signIn(box.sent), guide.profile(box.sent));

    for (const options of [{}, { scope: 'userinfo' }, { scope: ['userinfo', 'mail.imap'] }]) {
        const { user, query, ...other } = await login(box, strategy(), AUTHORIZE, { options });
        assert(user, `${name}: ${JSON.stringify(other)} ${other.error}`);
        assert(identity(user.profile), JSON.stringify(user.profile));
        assert.deepEqual(user.profile.emails, [{ value: box.email }], 'the e-mail address of the one who logged in');
        assert(user.profile.name.familyName && user.profile.name.givenName && user.profile.displayName);
        assert.match(user.profile.photos[0].value, /\?/);
        assert.match(user.access, /^[0-9a-f]{32}$/);
        assert.match(user.refresh, /^[0-9a-f]{32}$/);
        assert.equal(query.state, state);
        known.add(user.profile.id);
    }
    assert.equal(known.size, 1, `${name}: the same user each time`);

    // Something new, as nobody is asked twice for the same.
    const refused = await login(box, strategy(), AUTHORIZE, { action: 'deny', options: { scope: 'biz.api' } });
    assert.equal(refused.query.error, 'access_denied');
    assert(refused.fail, `${name}: a refusal is a failed login`);
    const spent = await login(box, strategy(), AUTHORIZE, { change: query => ({ ...query, code: 'spent' }) });
    assert(spent.error && !spent.user, `${name}: a code that is none is an error, although its status is 200`);
    const wrong = await login(box, strategy({ clientSecret: 'wrong' }), AUTHORIZE);
    assert(wrong.error && !wrong.user, `${name}: a wrong secret is an error`);
    console.log(`ok      ${name}`);
}

async function main() {
    const box = await sandbox(binary);
    try {
        standIn(box);
        // It makes an id of the e-mail address, and so takes it for the identity.
        const isUuid = profile => /^[0-9a-f-]{36}$/.test(profile.id);
        await check(box, 'passport-mailru-email', load('passport-mailru-email'), { identity: isUuid });
        // Its `state` is the hash of nothing, the same for each login.
        const state = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
        const isDigits = profile => /^\d+$/.test(profile.id) && ['m', 'f'].includes(profile.gender);
        await check(box, 'passport-mailapp', load('passport-mailapp').Strategy, { identity: isDigits, state });
        guide.complete('passport-mailru-email', 'passport-mailapp');
    } finally {
        box.child.kill();
    }
}

main().catch(error => {
    console.error('FAILED', error);
    process.exitCode = 1;
});
