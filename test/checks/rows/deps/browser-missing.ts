import {built, type Case, within} from '../../case.js'

const ID = 'deps/browser-missing'

const app = (requirement: string, code: string) => ({
  '.python-version': '3.13\n',
  Procfile: 'web: gunicorn app:app\n',
  'app.py': `${code}\nfrom flask import Flask\napp = Flask(__name__)\n`,
  'requirements.txt': `Flask==3.1.0\ngunicorn==23.0.0\n${requirement}\n`,
})

const SELENIUM = app('selenium==4.34.0', 'from selenium import webdriver\n\n\ndef look():\n    return webdriver.Chrome()\n')
const PLAYWRIGHT = app('playwright==1.53.0', 'from playwright.sync_api import sync_playwright')

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('Selenium with a Chrome of its own', SELENIUM, [`${ID} warning`], {app: {}}),
    built(
      'Selenium that starts Chrome as the app starts',
      app('selenium==4.34.0', 'from selenium import webdriver\ndriver = webdriver.Chrome()'),
      [`${ID} error`],
      {
        app: {},
      },
    ),
    built('Selenium with the buildpack of Chrome', SELENIUM, [], {
      app: {buildpacks: ['heroku-community/chrome-for-testing', 'heroku/python']},
    }),
    built(
      'Selenium with a browser elsewhere',
      app(
        'selenium==4.34.0',
        'from selenium import webdriver\ndriver = webdriver.Remote(command_executor="http://hub.example/wd/hub")',
      ),
      [],
      {
        app: {},
      },
    ),
    built(
      'Selenium in tests only',
      {...app('selenium==4.34.0', ''), 'tests/test_ui.py': 'from selenium import webdriver\nwebdriver.Chrome()\n'},
      [],
      {
        app: {},
      },
    ),
    built(
      'a driver manager beside Selenium',
      app(
        'selenium==4.34.0\nwebdriver-manager==4.0.2',
        'from selenium import webdriver\nfrom webdriver_manager.chrome import ChromeDriverManager\ndef look():\n    return webdriver.Chrome()',
      ),
      [`${ID} warning`],
      {
        app: {},
      },
    ),
    built('Playwright and no browser', PLAYWRIGHT, [`${ID} warning`], {app: {}}),
    built(
      'Playwright with a hook that installs browsers',
      {...PLAYWRIGHT, 'bin/post_compile': '#!/bin/sh\nplaywright install chromium\n'},
      [],
      {
        app: {},
      },
    ),
    built(
      'Playwright with a browser elsewhere',
      app(
        'playwright==1.53.0',
        'from playwright.sync_api import sync_playwright\ndef look(p):\n    return p.chromium.connect_over_cdp("wss://browser.example")',
      ),
      [],
      {
        app: {},
      },
    ),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'Selenium with the buildpack of Chrome'}
