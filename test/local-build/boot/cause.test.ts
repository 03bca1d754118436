import assert from 'node:assert/strict'

import {lastException, lastWords} from '../../../src/local-build/boot/cause.js'

/** What a process printed, and what of it says why. */
describe('boot: the cause', () => {
  const lines = (text: string) => text.split('\n')
  const GUNICORN = `[2026-11-28 22:05:26 +0000] [21480] [ERROR] Exception in worker process
Traceback (most recent call last):
  File "/app/.heroku/python/lib/python3.11/site-packages/gunicorn/arbiter.py", line 752, in spawn_worker
    worker.init_process()
    ^^^^^^^^^^^^^^^^^^^^^
ModuleNotFoundError: No module named 'nope'
[2026-11-28 22:05:26 +0000] [21480] [INFO] Worker exiting (pid: 21480)
[2026-11-28 22:05:27 +0000] [21478] [ERROR] Reason: Worker failed to boot.`

  it('is the last line of the last traceback', () => {
    assert.equal(lastException(lines(GUNICORN)), "ModuleNotFoundError: No module named 'nope'")
    const chained = `Traceback (most recent call last):
  File "a.py", line 1, in <module>
KeyError: 'SECRET_KEY'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 3, in <module>
django.core.exceptions.ImproperlyConfigured: Set SECRET_KEY
and more of it`
    assert.equal(lastException(lines(chained)), 'django.core.exceptions.ImproperlyConfigured: Set SECRET_KEY')
  })

  it('has its message on the next line at times', () => {
    const text = `Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nValueError: \n  A rediss:// URL must have parameter ssl_cert_reqs`
    assert.equal(lastException(lines(text)), 'ValueError: A rediss:// URL must have parameter ssl_cert_reqs')
  })

  it('is not the end of gunicorn itself, which comes after it at times', () => {
    const halted = `${GUNICORN}
Traceback (most recent call last):
  File "/app/.heroku/python/lib/python3.13/site-packages/gunicorn/arbiter.py", line 208, in run
    self.sleep()
gunicorn.errors.HaltServer: <HaltServer 'Worker failed to boot.' 3>`
    assert.equal(lastException(lines(halted)), "ModuleNotFoundError: No module named 'nope'")
    assert.equal(lastException(['Traceback (most recent call last):', 'KeyboardInterrupt']), 'KeyboardInterrupt')
  })

  it('is what was said before the end of a server, where no other exception was', () => {
    const text = `Failed to find attribute 'x' in 'app'.
Traceback (most recent call last):
  File "arbiter.py", line 208, in run
gunicorn.errors.HaltServer: <HaltServer 'App failed to load.' 4>`
    assert.equal(lastWords(lines(text), 1), "Failed to find attribute 'x' in 'app'.")
    assert.equal(lastWords(['Traceback (most recent call last):', 'KeyboardInterrupt'], 130), 'KeyboardInterrupt')
  })

  it('is found behind the margin of a group, and behind a logger', () => {
    const group = `  + Exception Group Traceback (most recent call last):
  |   File "a.py", line 1, in <module>
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "a.py", line 2, in run
    | ValueError: no token
    +------------------------------------`
    assert.equal(lastException(lines(group)), 'ValueError: no token')
    const uvicorn = `ERROR:    Traceback (most recent call last):
  File "a.py", line 1, in lifespan
RuntimeError: no database

ERROR:    Application startup failed. Exiting.`
    assert.equal(lastWords(lines(uvicorn), 3), 'RuntimeError: no database')
  })

  it('a SyntaxError shows the line that is wrong before its name', () => {
    const text = `Traceback (most recent call last):
  File "/app/main.py", line 3
    print "x"
    ^^^^^^^^^
SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?`
    assert.equal(lastException(lines(text)), "SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?")
  })

  const table: [text: string, code: number, cause: null | string][] = [
    [
      'Python buildpack: Defaulting WEB_CONCURRENCY to 2.\nbash: line 1: gunnicorn: command not found',
      127,
      'bash: line 1: gunnicorn: command not found',
    ],
    [
      "Failed to find attribute 'nope' in 'app'.\n[2026] [1] [INFO] Worker exiting (pid: 3)\n[2026] [1] [ERROR] Shutting down: Master\n[2026] [1] [ERROR] Reason: App failed to load.",
      4,
      "Failed to find attribute 'nope' in 'app'.",
    ],
    [
      'starting\nError: Invalid value for -A: unable to load application',
      2,
      'Error: Invalid value for -A: unable to load application',
    ],
    ['hello\ngoodbye', 3, 'goodbye'],
    ['hello\ngoodbye', 0, null],
    ['Python buildpack: Defaulting WEB_CONCURRENCY to 2.', 0, null],
    ['', 1, null],
  ]
  for (const [text, code, cause] of table) {
    it(`without a traceback: ${cause ?? 'nothing'}, exit ${code}`, () => {
      assert.equal(lastException(lines(text)), null)
      assert.equal(lastWords(lines(text), code), cause)
    })
  }
})
