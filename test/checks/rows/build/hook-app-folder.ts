import {built, type Case, FIR, within} from '../../case.js'

const ID = 'build/hook-app-folder'

const hook = (name: string, text: string, isFound: boolean, file = 'bin/post_compile') =>
  built(
    name,
    {'.python-version': '3.14\n', 'requirements.txt': '', [file]: `#!/usr/bin/env bash\nset -e\n${text}\n`},
    isFound ? [`${ID} warning`] : [],
  )

export const ROWS: readonly Case[] = within(
  ['build'],
  [
    hook('a hook that changes to /app', 'cd /app && npm run build', true),
    hook('a hook that changes to a folder in /app, or ends', 'cd "/app/frontend" || exit 1', true),
    hook('a first hook that starts a script in /app', '  /app/bin/fetch-models.sh', true, 'bin/pre_compile'),
    hook('a hook that has Python run a script in /app', 'if true; then python -u /app/manage.py migrate; fi', true),
    hook('a hook that copies from /app', 'cp -r /app/static build/', true),
    hook('a hook that installs what a list in /app says', 'pip install -r /app/requirements/extra.txt', true),
    hook('a hook that has make work in /app', 'make -C /app/docs html', true),
    hook('a hook that sources a file in /app', 'source /app/scripts/env.sh', true),
    hook("a hook that starts the build's Python by its path", '/app/.heroku/python/bin/python manage.py check', false),
    hook('a hook that writes a text with /app', String.raw`echo "export PATH=/app/bin:\$PATH" > .profile.d/own.sh`, false),
    hook('a hook that writes several lines with /app', 'cat > .profile.d/own.sh <<EOF\ncd /app/own\nEOF', false),
    hook('a hook that sets a variable with /app', 'PYTHONPATH=/app python manage.py check', false),
    hook('a hook that looks whether /app has something', 'if [ -d /app/frontend ]; then cd /app/frontend; fi', false),
    hook('a hook that copies to /app, and then reads it', 'cp -r frontend /app/\ncd /app/frontend && npm ci', false),
    hook('a hook that makes a folder in /app first', 'mkdir -p /app/build\ncd /app/build', false),
    hook('a hook that makes a link which leads to /app', 'ln -s /app/data data', false),
    hook('a hook that goes on without /app', 'cd /app/frontend 2>/dev/null || cd frontend', false),
    hook(
      'a hook with /application, and with app in other folders',
      'cd /application; cd app; cd ./app; cd "$BUILD_DIR/app"',
      false,
    ),
    hook('a hook with /app in a comment', '# cd /app\ntrue # cat /app/x', false),
    built(
      'a hook in Python that names /app',
      {
        '.python-version': '3.14\n',
        'bin/post_compile': '#!/usr/bin/env python3\nopen("/app/settings.json")\n',
        'requirements.txt': '',
      },
      [],
    ),
    built(
      'a hook that changes to /app on Fir, which runs none',
      {'.python-version': '3.14\n', 'bin/post_compile': 'cd /app\n', 'requirements.txt': ''},
      [],
      {app: FIR},
    ),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a hook that looks whether /app has something'}
