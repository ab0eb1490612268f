"""The texts of the set-up page, as the content of `setup_page.html`."""

from string import Template

CLOSED = Template("""<h1>Set up Duly</h1>
<p>This page opens with a code that the server prints to its log at start: look there for <code>open this address</code>.</p>""")

NO_ADDRESS = Template("""<h1>Set up Duly</h1>
<p class="warning">GitHub has to reach this server. Set <code>PUBLIC_URL</code> to its public address, for example
<code>https://duly.example.org</code>, and start the server again.</p>""")

FORM = Template("""<h1>Set up Duly</h1>
<p>Duly needs a GitHub App of its own. This page makes one. GitHub shows you its permissions before anything is created.</p>
<form method="post" action="/setup">
<input type="hidden" name="code" value="$code">
<fieldset><legend>Who owns the App</legend>
<label>Organisation, or empty for your own account
<input type="text" name="organisation" autocomplete="off" spellcheck="false" maxlength="39"></label>
<label>Name of the App; it has to be free on GitHub
<input type="text" name="name" value="duly" required maxlength="34" spellcheck="false"></label>
</fieldset>
<fieldset><legend>What it may do with files</legend>
<label class="choice"><input type="radio" name="access" value="write" checked>Read and write
<span>Carries open items into the next note by a commit, ticks lines, and proposes its config by a pull request.</span></label>
<label class="choice"><input type="radio" name="access" value="read">Read only
<span>Posts text to paste instead of commits. Permissions belong to the App, so this holds for every repository.</span></label>
</fieldset>
<p class="quiet">Webhooks will go to <code>$public/webhook</code>.</p>
<button>Create the App on GitHub</button>
</form>""")

TO_GITHUB = Template("""<h1>On to GitHub</h1>
<form method="post" action="$address">
<input type="hidden" name="manifest" value="$manifest">
<button>Create the App on GitHub</button>
</form>""")

MISTAKE = Template("""<h1>The App was not created</h1>
<p class="warning">$reason.</p>
<p>Go back to the address from the server's log and try again.</p>""")

DONE = Template("""<h1>Duly is set up</h1>
<p>The App <code>$slug</code> exists, and this server works with it from now on. One step is left:</p>
<p><a class="button" href="$install">Install it on the notes repository</a></p>
<p>Choose the repository, and Duly opens one pull request there: a config made from the notes, and what would have happened
with it. It changes nothing else in a repository until the default branch has a <code>.github/duly.yml</code>.</p>
<p>With “All repositories” it proposes nothing by itself. To ask for a proposal in any repository, create a branch
<code>duly/configure</code> there.</p>
<h2>Keep the credentials</h2>
<p>$kept</p>
<details><summary>On a host whose disk does not last, set these as settings. They are shown this once.</summary>
<pre><code>$settings</code></pre></details>""")
