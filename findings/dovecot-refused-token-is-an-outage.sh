#!/usr/bin/env bash
# Dovecot that asks `introspection_url` about a token calls every refusal, 401 among them, a failure that passes, and not a refusal.
#
# Guess:   a status of 400, 401 or 403 means that the token is no good: the client is told so by the challenge of XOAUTH2 and
#          `NO [AUTHENTICATIONFAILED]`. The two settings `introspection_url` and `tokeninfo_url` differ in what is asked, not in that.
# Happens: with `introspection_url` the status is not looked at: the answer lacks a user, which is a fault of the service. The client
#          gets no challenge and `NO [UNAVAILABLE] Temporary authentication failure`. With `tokeninfo_url` the same answers are
#          refusals, but for an error told with status 200, as the profile of OAuth Mail tells some: that is an outage with both.
# Matters: who lets users of Mail.ru into an own server by what `userinfo` says has clients that wait and come again with a token that
#          has expired, instead of renewing it. What it says is shown by the protocol that Exim and Postfix speak to it as well.
# With:    dovecot-core 1:2.3.19.1+dfsg1-2.1+deb12u7 (Debian 12)
# Output:
#                                 introspection_url           tokeninfo_url
#   200 with the user             OK                          OK
#   200 with an error             FAIL temp_fail              FAIL temp_fail
#   400 with an error             FAIL temp_fail              challenge 401, FAIL
#   401 with an error             FAIL temp_fail              challenge 401, FAIL
#   401 of RFC 6750               FAIL temp_fail              challenge 401, FAIL
#   200 with active: false        challenge 401, FAIL         challenge 401, FAIL

. "$(dirname "$0")/common.sh"
debian_with dovecot-core=1:2.3.19.1+dfsg1-2.1+deb12u7

# The service that is asked about tokens.
cat >"$work/userinfo.py" <<'END'
import http.server, json, urllib.parse

error = {'error': 'invalid request', 'error_code': 2}
answers = {
    'good': (200, {'email': 'user@example.com'}), 'error200': (200, error), 'error400': (400, error), 'error401': (401, error),
    'rfc401': (401, {'error': 'invalid_token'}), 'inactive': (200, {'active': False}),
}

class Userinfo(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, body = answers[urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)['access_token'][0]]
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_): pass

server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Userinfo)
print(f'http://127.0.0.1:{server.server_port}', flush=True)
server.serve_forever()
END
python3 "$work/userinfo.py" >"$work/url" &
servers+=($!)
until [ -s "$work/url" ]; do kill -0 $! || absent "python3"; done

# dovecot SETTING; starts its authentication service, without mail, which asks by that setting.
dovecot() {
    local here="$work/$1" there="$work/debian/usr/lib/dovecot" user group
    user=$(id -un) group=$(id -gn)
    [ "$user" != root ] || { user=nobody group=nogroup; chmod 755 "$work"; }
    mkdir -p "$here"
    printf '%s = %s/userinfo?access_token=\nusername_attribute = email\n' "$1" "$(cat "$work/url")" >"$here/oauth2.conf"
    [ "$1" != introspection_url ] || echo 'introspection_mode = get' >>"$here/oauth2.conf"
    export LD_LIBRARY_PATH="$there:$there/modules:$there/modules/old-stats"
    cat >"$here/dovecot.conf" <<END
base_dir = $here/run
state_dir = $here/state
libexec_dir = $there
login_plugin_dir = $there
mail_plugin_dir = $there
import_environment = LD_LIBRARY_PATH=$LD_LIBRARY_PATH
default_internal_user = $user
default_internal_group = $group
default_login_user = $user
log_path = $here/log
protocols =
ssl = no
auth_mechanisms = xoauth2
auth_failure_delay = 0
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = $here/oauth2.conf
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  unix_listener auth-client {
    mode = 0666
  }
}
END
    "$work/debian/usr/bin/doveconf" -f service=master -c "$here/dovecot.conf" -m master -e \
        "$work/debian/usr/sbin/dovecot" -F -c "$here/dovecot.conf" >"$here/printed" 2>&1 &
    servers+=($!)
    unset LD_LIBRARY_PATH
    until [ -S "$here/run/auth-client" ]; do
        kill -0 "${servers[-1]}" 2>/dev/null || { cat "$here/printed" >&2; absent "dovecot from its package"; }
        sleep 0.1
    done
}
dovecot introspection_url
dovecot tokeninfo_url

python3 - "$work" <<'END' | as_seen
import base64, json, socket, sys

def ask(setting, token):
    server = socket.socket(socket.AF_UNIX)
    server.connect(f'{sys.argv[1]}/{setting}/run/auth-client')
    server = server.makefile('rwb', buffering=0)
    server.write(b'VERSION\t1\t2\nCPID\t1\n')
    while server.readline() not in (b'DONE\n', b''): pass
    text = base64.b64encode(f'user=user@example.com\x01auth=Bearer {token}\x01\x01'.encode()).decode()
    server.write(f'AUTH\t1\tXOAUTH2\tservice=imap\tsecured\tresp={text}\n'.encode())
    said, challenge = server.readline().decode().strip().split('\t'), ''
    if said[0] == 'CONT':
        challenge = f"challenge {json.loads(base64.b64decode(said[2]))['status']}, "
        server.write(b'CONT\t1\t\n')
        said = server.readline().decode().strip().split('\t')
    return challenge + ' '.join([said[0], *(word[5:] for word in said if word.startswith('code='))])

print(f"{'':30}{'introspection_url':28}tokeninfo_url")
for name, token in [('200 with the user', 'good'), ('200 with an error', 'error200'), ('400 with an error', 'error400'),
                    ('401 with an error', 'error401'), ('401 of RFC 6750', 'rfc401'), ('200 with active: false', 'inactive')]:
    print(f"{name:30}{ask('introspection_url', token):28}{ask('tokeninfo_url', token)}")
END
