// Libraries of OAuth from npm that know no provider and are told the addresses: a login in the browser at both services, a code that is
// spent, and a refresh whose answer holds no refresh token. What is not said below is each library's own default. `clients.js` says what
// stands in for what.
//
// Usage: node libraries.js FOLDER BINARY, where FOLDER has the packages in `node_modules`.

'use strict';

const assert = require('node:assert/strict');
const { createRequire } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const { CALLBACK, Visitor, sandbox, standIn } = require('./clients.js');
const guide = require('./guide.js');

const [folder, binary] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(folder), 'package.json'));
const loaded = name => import(pathToFileURL(load.resolve(name)));

// Where the pages and the token endpoint are, and who asks for what.
const services = box => ({
    platform: {
        origin: 'https://connect.mail.ru', pages: '/oauth/authorize', token: '/oauth/token',
        id: box.APP_ID, secret: box.SECRET_KEY, scope: 'photos',
    },
    mail: {
        origin: 'https://oauth.mail.ru', pages: '/login', token: '/token',
        id: box.OAUTH_MAIL_ID, secret: box.OAUTH_MAIL_SECRET, scope: 'userinfo',
    },
});
const code = back => back.searchParams.get('code');

// Of each library: the address for the browser, the exchange of what came back, and a refresh, for which both give the tokens that the
// program has then. `form` says that the secret goes there, where the library can.
const LIBRARIES = {
    arctic({ OAuth2Client }, { origin, pages, token, id, secret, scope }) {
        const client = new OAuth2Client(id, secret, CALLBACK);
        const held = got => ({ access: got.data.access_token, refresh: got.data.refresh_token });
        return {
            pages: () => client.createAuthorizationURL(origin + pages, 'S', [scope]).href,
            exchange: async back => held(await client.validateAuthorizationCode(origin + token, code(back), null)),
            refresh: async had => held(await client.refreshAccessToken(origin + token, had.refresh, [])),
        };
    },
    'openid-client'(openid, { origin, pages, token, id, secret, scope }) {
        const addresses = { issuer: origin, authorization_endpoint: origin + pages, token_endpoint: origin + token };
        const configuration = new openid.Configuration(addresses, id, secret);
        const held = got => ({ access: got.access_token, refresh: got.refresh_token });
        return {
            pages: () => openid.buildAuthorizationUrl(configuration, { redirect_uri: CALLBACK, state: 'S', scope }).href,
            exchange: async back => held(await openid.authorizationCodeGrant(configuration, back, { expectedState: 'S' })),
            refresh: async had => held(await openid.refreshTokenGrant(configuration, had.refresh)),
        };
    },
    'simple-oauth2'({ default: { AuthorizationCode } }, { origin, pages, token, id, secret, scope }, form) {
        const auth = { tokenHost: origin, tokenPath: token, authorizePath: pages };
        const options = form ? { authorizationMethod: 'body' } : {};
        const client = new AuthorizationCode({ client: { id, secret }, auth, options });
        const held = ({ token }) => ({ access: token.access_token, refresh: token.refresh_token });
        return {
            pages: () => client.authorizeURL({ redirect_uri: CALLBACK, state: 'S', scope }),
            exchange: async back => held(await client.getToken({ code: code(back), redirect_uri: CALLBACK })),
            refresh: async had => {
                const session = client.createToken({ access_token: had.access, refresh_token: had.refresh });
                return held(await session.refresh());
            },
        };
    },
    '@badgateway/oauth2-client'({ OAuth2Client }, { origin, pages, token, id, secret, scope }, form) {
        const addresses = { server: origin, authorizationEndpoint: pages, tokenEndpoint: token };
        const method = form ? { authenticationMethod: 'client_secret_post' } : {};
        const client = new OAuth2Client({ clientId: id, clientSecret: secret, ...addresses, ...method });
        const held = got => ({ access: got.accessToken, refresh: got.refreshToken });
        return {
            pages: () => client.authorizationCode.getAuthorizeUri({ redirectUri: CALLBACK, state: 'S', scope: [scope] }),
            exchange: async back => held(await client.authorizationCode.getToken({ code: code(back), redirectUri: CALLBACK })),
            refresh: async had => held(await client.refreshToken({ accessToken: had.access, refreshToken: had.refresh, expiresAt: 1 })),
        };
    },
};

// What becomes of a request for tokens in the program.
async function outcome(asked) {
    try {
        return (await asked).access ? 'a token' : 'is taken for a token';
    } catch (error) {
        return `raises \`${error.constructor.name}\``;
    }
}

async function check(box, name, library) {
    const { platform, mail } = services(box);
    const package_ = await loaded(name);
    const visit = async client => new Visitor(box).decide(await client.pages(), 'allow');

    const client = library(package_, mail, false);
    const back = await visit(client);
    const held = await client.exchange(back);
    const { headers } = box.sent.findLast(one => one.address.pathname.endsWith('/token'));
    const credentials = headers.has('authorization') ? 'a Basic header' : 'the form';
    const kept = await client.refresh(held).then(
        fresh => assert.notEqual(fresh.access, held.access) ?? (fresh.refresh === held.refresh ? 'stays' : 'is gone'),
        error => `raises \`${error.constructor.name}\``,
    );
    const spent = await outcome(client.exchange(back));

    const atPlatform = [];
    for (const form of [false, true]) {
        const client = library(package_, platform, form);
        atPlatform.push(await outcome(client.exchange(await visit(client))));
    }
    guide.row(folder, name, credentials, ...atPlatform, spent, kept);
}

async function main() {
    const box = await sandbox(binary);
    // @badgateway/oauth2-client prints the answers that it refuses.
    console.warn = () => {};
    try {
        standIn(box);
        for (const [name, library] of Object.entries(LIBRARIES)) {
            await check(box, name, library);
            console.log(`ok      ${name}`);
        }
        guide.complete(...Object.keys(LIBRARIES));
    } finally {
        box.child.kill();
    }
}

main().catch(error => {
    console.error('FAILED', error);
    process.exitCode = 1;
});
