#!/usr/bin/env bash
# Net::OAuth2 of Perl calls a token by its name of 2010 as soon as it is told where the token belongs.
#
# Guess:   `auth-header` is what it does by default, a Bearer header, and `uri-query` puts the token into the query as `access_token`, the
#          name of RFC 6750.
# Happens: the default is Bearer; `auth-header` says `OAuth` instead, and `uri-query` writes `oauth_token`, as a draft did. The right names
#          are for the program to say. The type of token that the service gave is not looked at.
# Matters: OAuth Mail reads the token in the query and not in a header, so `uri-query` is what one sets. The answer stays what it was: the
#          parameter `access_token` is missing.
# With:    Net::OAuth2 0.67 (Debian 12, libnet-oauth2-perl 0.67-1), Perl 5.36
# Output:
#   by default              GET /userinfo?locale=ru%20RU | Bearer A
#   auth-header             GET /userinfo?locale=ru%20RU | OAuth A
#   uri-query               GET /userinfo?locale=ru+RU&oauth_token=A
#   uri-query:access_token  GET /userinfo?locale=ru+RU&access_token=A

. "$(dirname "$0")/common.sh"
debian_with libnet-oauth2-perl=0.67-1 libjson-maybexs-perl libwww-perl libnet-http-perl libhttp-message-perl libhttp-date-perl \
    libhttp-cookies-perl libhttp-negotiate-perl libwww-robotrules-perl liblwp-mediatypes-perl libfile-listing-perl libtimedate-perl \
    liburi-perl libhtml-parser-perl libhtml-tagset-perl libencode-locale-perl libio-html-perl libtry-tiny-perl libclone-perl
record

perl "-I$work/debian/usr/share/perl5" "-I$(echo "$work"/debian/usr/lib/*/perl5/*)" - <<'END' | as_seen
use strict;
use warnings;
use Net::OAuth2::Profile::WebServer;

for my $scheme (undef, 'auth-header', 'uri-query', 'uri-query:access_token') {
    my $profile = Net::OAuth2::Profile::WebServer->new(
        client_id => '423004', client_secret => 's', site => $ENV{url}, access_token_path => 'pair/token',
        redirect_uri => 'http://localhost/back', $scheme ? (bearer_token_scheme => $scheme) : (),
    );
    my $token = $profile->get_access_token('C');
    my $got = $token->get($ENV{url} . 'userinfo?locale=ru%20RU')->decoded_content;
    printf "%-22s  %s\n", $scheme // 'by default', $got;
}
END
