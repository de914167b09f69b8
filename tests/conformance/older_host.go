// The endpoint `mailru` of Go's golang.org/x/oauth2, which is OAuth Mail under its older host o2.mail.ru: a login in the browser, with a
// proof key and without, the exchange of the code, and a refresh whose answer holds no refresh token.
//
// What stands in for what: `toSandbox` leads requests for that host to the sandbox, as a proxy would; `visitor` is the browser with the
// user in front of it, which follows redirects within the service and fills in forms. Nothing of the package is changed.
//
// Usage: older_host BINARY
package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/mailru"
)

const host = "o2.mail.ru"

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func check(is bool, format string, values ...any) {
	if !is {
		panic(fmt.Sprintf(format, values...))
	}
}

// What a running sandbox printed about itself.
type box struct {
	address, id, secret, email, password string
}

func started(process *exec.Cmd) box {
	stdout, stderr := must(process.StdoutPipe()), must(process.StderrPipe())
	check(process.Start() == nil, "the sandbox starts")
	values := map[string]string{}
	lines := bufio.NewScanner(stdout)
	for values["UID"] == "" && lines.Scan() {
		name, value, _ := strings.Cut(strings.TrimPrefix(lines.Text(), "export MAILRU_"), "=")
		values[name] = value
	}
	said := must(bufio.NewReader(stderr).ReadString('\n'))
	login := regexp.MustCompile(`log in as (\S+) with the password (\S+)`).FindStringSubmatch(said)
	check(login != nil, "the sandbox says what to log in with: %s", said)
	address := must(url.Parse(values["OAUTH_MAIL_URL"]))
	return box{address.Host, values["OAUTH_MAIL_ID"], values["OAUTH_MAIL_SECRET"], login[1], login[2]}
}

type toSandbox struct{ address string }

func (stand toSandbox) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	if request.URL.Host == host {
		request.URL.Path = "/" + host + request.URL.Path
		request.URL.Host, request.URL.Scheme, request.Host = stand.address, "http", stand.address
	}
	return http.DefaultTransport.RoundTrip(request)
}

// From the site's redirect to the query with which the browser comes back to the site.
func visitor(box box, address, back, action string) url.Values {
	var returned *url.URL
	browser := http.Client{
		Jar:       must(cookiejar.New(nil)),
		Transport: toSandbox{box.address},
		CheckRedirect: func(request *http.Request, _ []*http.Request) error {
			if strings.HasPrefix(request.URL.String(), back) {
				returned = request.URL
				return http.ErrUseLastResponse
			}
			return nil
		},
	}
	csrf := regexp.MustCompile(`name="csrf" value="(\w+)"`)
	page := func(response *http.Response, err error) string {
		return string(must(io.ReadAll(must(response, err).Body)))
	}
	send := func(shown string, form url.Values) string {
		found := csrf.FindStringSubmatch(shown)
		check(found != nil, "a form: %s", shown)
		form.Set("csrf", found[1])
		return page(browser.PostForm(address, form))
	}
	// The page is asked for by its address here, so that cookies and forms are those of one origin.
	address = "http://" + box.address + "/" + host + strings.TrimPrefix(address, "https://"+host)
	shown := page(browser.Get(address))
	if strings.Contains(shown, `type="password"`) {
		shown = send(shown, url.Values{"action": {"login"}, "email": {box.email}, "password": {box.password}})
	}
	if returned == nil {
		send(shown, url.Values{"action": {action}})
	}
	check(returned != nil, "the browser returns")
	return returned.Query()
}

func userinfo(client *http.Client, token string) map[string]string {
	response := must(client.Get("https://" + host + "/userinfo?access_token=" + url.QueryEscape(token)))
	profile := map[string]string{}
	check(json.NewDecoder(response.Body).Decode(&profile) == nil, "a profile of texts")
	return profile
}

func main() {
	process := exec.Command(os.Args[1], "--port", "0")
	box := started(process)
	defer process.Process.Kill()
	const back = "http://localhost:8000/back"
	config := oauth2.Config{
		ClientID: box.id, ClientSecret: box.secret, Endpoint: mailru.Endpoint, RedirectURL: back, Scopes: []string{"userinfo"},
	}
	client := &http.Client{Transport: toSandbox{box.address}}
	ctx := context.WithValue(context.Background(), oauth2.HTTPClient, client)

	// The example of RFC 7636, appendix B.
	verifier := "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
	hash := sha256.Sum256([]byte(verifier))
	param := oauth2.SetAuthURLParam
	asked := [][]oauth2.AuthCodeOption{nil, {
		param("code_challenge", base64.RawURLEncoding.EncodeToString(hash[:])), param("code_challenge_method", "S256"),
	}}
	for number, options := range asked {
		query := visitor(box, config.AuthCodeURL("a b&c", options...), back, "allow")
		check(query.Get("state") == "a b&c", "the state: %v", query)
		var shown []oauth2.AuthCodeOption
		if options != nil {
			shown = append(shown, param("code_verifier", verifier))
		}
		token := must(config.Exchange(ctx, query.Get("code"), shown...))
		check(token.RefreshToken != "" && time.Until(token.Expiry) > 59*time.Minute, "login %d: %v", number, token)
		check(userinfo(client, token.AccessToken)["email"] == box.email, "whose token it is")

		_, err := config.Exchange(ctx, query.Get("code"), shown...)
		check(err != nil, "a code that is spent is an error, although its status is 200")

		token.Expiry = time.Now().Add(-time.Hour)
		fresh := must(config.TokenSource(ctx, token).Token())
		check(fresh.AccessToken != token.AccessToken && fresh.RefreshToken == token.RefreshToken, "the refresh token stays")
		check(userinfo(client, fresh.AccessToken)["email"] == box.email, "whose token it is")
	}

	config.Scopes = []string{"biz.api"}
	query := visitor(box, config.AuthCodeURL("s"), back, "deny")
	check(query.Get("error") == "access_denied" && query.Get("state") == "s", "a refusal: %v", query)
	fmt.Println("ok      golang.org/x/oauth2, mailru")
}
