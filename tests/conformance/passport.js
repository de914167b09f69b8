'use strict';

// The three strategies that npm has for logging users of the platform in: a login in the browser, the exchange of its code, and the call
// for the profile, which is signed. `clients.js` says what stands in for what.
//
// Usage: node passport.js FOLDER BINARY, where FOLDER has the packages in `node_modules`.

const assert = require('node:assert/strict');
const { createRequire } = require('node:module');
const path = require('node:path');

const { CALLBACK, login, sandbox, standIn } = require('./clients.js');
const guide = require('./guide.js');

const [folder, binary] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(folder), 'package.json'));

const AUTHORIZE = 'https://connect.mail.ru/oauth/authorize';

async function check(box, name, Strategy, { keepsState, scope }) {
    const settings = { clientID: box.APP_ID, clientSecret: box.SECRET_KEY, callbackURL: CALLBACK };
    const verify = (access, refresh, profile, done) => done(null, { access, refresh, profile });
    const strategy = more => new Strategy({ ...settings, ...more }, verify);
    const state = keepsState ? { state: true } : {};

    // What the guide's page "Other clients" says of it.
    box.sent.length = 0;
    for (const _ of [1, 2]) await login(box, strategy(state), AUTHORIZE);
    guide.row(folder, name, ...(await guide.signedCall(box)));
    guide.row(folder, name, ...guide.signIn(box.sent));

    for (const options of [{}, { scope }]) {
        const { user, query, ...other } = await login(box, strategy(state), AUTHORIZE, { options });
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
    const refused = await login(box, strategy(state), AUTHORIZE, { action: 'deny', options: { scope: 'events' } });
    assert.equal(refused.query.error, 'access_denied');
    assert(refused.fail, `${name}: a refusal is a failed login`);

    if (keepsState) {
        for (const wrong of [undefined, 'forged']) {
            const { fail } = await login(box, strategy(state), AUTHORIZE, { change: query => ({ ...query, state: wrong }) });
            assert(fail, `${name}: the state ${wrong} is refused`);
        }
    }
    const spent = await login(box, strategy(state), AUTHORIZE, { change: query => ({ ...query, code: 'spent' }) });
    assert(spent.error && !spent.user, `${name}: a code that is none is an error`);
    // A key that is neither gets no token. The private one does, but signs no call of a server.
    for (const clientSecret of ['wrong', box.PRIVATE_KEY]) {
        const { error, user } = await login(box, strategy({ ...state, clientSecret }), AUTHORIZE);
        assert(error && !user, `${name}: the key is not the secret one`);
    }
    console.log(`ok      ${name}`);
}

// What the profiles of a man and of a woman have for a gender.
async function genders(box, name, Strategy) {
    const settings = { clientID: box.APP_ID, clientSecret: box.SECRET_KEY, callbackURL: CALLBACK };
    const seen = [];
    for (const email of ['ivan@inbox.ru', 'maria@mail.ru']) {
        const strategy = new Strategy(settings, (access, refresh, profile, done) => done(null, profile));
        const { user } = await login(Object.assign(box, { email }), strategy, AUTHORIZE);
        const { gender } = user;
        seen.push(gender === undefined ? 'no `gender`' : `\`${gender}\``);
    }
    guide.row(folder, name, 'a man, a woman', seen.join(', '));
}

async function main() {
    const box = await sandbox(binary);
    const others = await sandbox(binary, '--scenario', path.join(__dirname, '../sandbox/scenario.example.json'));
    try {
        standIn(box);
        await check(box, 'passport-mail', load('passport-mail'), { keepsState: true, scope: ['photos', 'stream'] });
        await check(box, 'passport-mail-ts', load('passport-mail-ts').default, {
            keepsState: true,
            scope: ['photos', 'stream'],
        });
        await check(box, 'passport-mailru', load('passport-mailru').Strategy, { keepsState: false, scope: 'photos' });

        standIn(others);
        await genders(others, 'passport-mail', load('passport-mail'));
        await genders(others, 'passport-mail-ts', load('passport-mail-ts').default);
        await genders(others, 'passport-mailru', load('passport-mailru').Strategy);
        guide.complete('passport-mail', 'passport-mail-ts', 'passport-mailru');
    } finally {
        for (const one of [box, others]) one.child.kill();
    }
}

main().catch(error => {
    console.error('FAILED', error);
    process.exitCode = 1;
});
