#!/usr/bin/env bash
# Google's OAuth libraries of Java and Ruby take a refresh that is refused at status 200 for one that went well.
#
# Guess:   the call that needed the fresh token fails with the service's error, as it does where the refusal has status 400.
# Happens: neither says anything. Java forgets the token that it had, and sends the call without any. Ruby keeps the one that has expired,
#          and sends the call with it.
# Matters: OAuth Mail is known to refuse at status 200. What the program is told is the refusal of the call: a missing parameter in the one
#          language and an old token in the other, and not that the user has to log in again.
# With:    google-oauth-client 1.34.1 (Debian 12, libgoogle-oauth-client-java 1.34.1-2) on Java 17, signet 0.17.0 (Debian 12, ruby-signet
#          0.17.0-1) on Ruby 3.1
# Output:
#   Java, refused   GET /userinfo?uids=1
#   Java, renewed   GET /userinfo?uids=1&access_token=A2
#   Ruby, refused   GET /userinfo?uids=1 | Bearer A
#   Ruby, renewed   GET /userinfo?uids=1 | Bearer A2

. "$(dirname "$0")/common.sh"
command -v java >/dev/null || absent java
debian_with libgoogle-oauth-client-java=1.34.1-2 libgoogle-http-client-java libgoogle-gson-java libgrpc-java libopencensus-java \
    libguava-java \
    ruby-signet=0.17.0-1 ruby3.1 libruby3.1 rubygems-integration ruby-faraday ruby-jwt ruby-multi-json ruby-addressable ruby-public-suffix \
    ruby-multipart-post ruby-ruby2-keywords
record

cat >"$work/Refresh.java" <<'END'
import com.google.api.client.auth.oauth2.*;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;

class Refresh {
    public static void main(String[] names) throws Exception {
        String url = System.getenv("url");
        NetHttpTransport transport = new NetHttpTransport();
        for (String[] one : new String[][] {{"refused", "refused"}, {"renewed", "kept"}}) {
            Credential credential = new Credential.Builder(BearerToken.queryParameterAccessMethod())
                .setTransport(transport)
                .setJsonFactory(new GsonFactory())
                .setTokenServerUrl(new GenericUrl(url + one[1] + "/token"))
                .setClientAuthentication(new ClientParametersAuthentication("423004", "s"))
                .build();
            credential.setAccessToken("A").setRefreshToken("R").setExpiresInSeconds(1L);
            GenericUrl address = new GenericUrl(url + "userinfo?uids=1");
            String got = transport.createRequestFactory(credential).buildGetRequest(address).execute().parseAsString();
            System.out.println("Java, " + one[0] + "   " + got);
        }
    }
}
END
of_java() {
    java -cp "$(printf '%s:' "$work"/debian/usr/share/java/*.jar)" "$work/Refresh.java"
}

of_ruby() {
    local root=$work/debian/usr machine
    machine=$(cd "$root/lib" && echo *-linux-gnu*)
    LD_LIBRARY_PATH=$root/lib/$machine GEM_PATH=$root/share/rubygems-integration/all:$root/share/rubygems-integration/3.1.0 \
        RUBYLIB=$root/lib/ruby/vendor_ruby:$root/lib/ruby/3.1.0:$root/lib/$machine/ruby/3.1.0 "$root/bin/ruby3.1" -W0 - <<'END'
require 'signet/oauth_2/client'

url = ENV['url']
{ 'refused' => 'refused', 'renewed' => 'kept' }.each do |what, answer|
  secret = { client_id: '423004', client_secret: 's', token_credential_uri: "#{url}#{answer}/token" }
  client = Signet::OAuth2::Client.new(**secret, access_token: 'A', refresh_token: 'R', expires_at: Time.at(1))
  client.refresh! if client.expired?
  got = client.fetch_protected_resource(uri: "#{url}userinfo?uids=1").body
  puts "Ruby, #{what}   #{got.delete_suffix(' | application/x-www-form-urlencoded')}"
end
END
}
{ of_java && of_ruby; } | as_seen
