/** Questions to the index. Sources: pip's _internal/network/session.py and _internal/index/collector.py. */
export const AHEAD = String.raw`class Ahead:
    """Asks the index for the pages that pip will ask for, and whether the files are there that are on the disk, several at a time."""

    AT_ONCE = 4
    MOST_NAMES = 1000

    def __init__(self):
        import queue
        import threading

        self.lock, self.waiting = threading.Lock(), queue.SimpleQueue()
        self.names, self.place, self.pages, self.jobs = [], None, {}, {}
        self.session, self.options, self.file_headers = None, None, None
        # What is no longer asked.
        self.off = set()

    def looks_for(self, collector, name):
        """pip will now look for a project."""
        import re

        if self.place is None:
            self.begin(collector.search_scope)
        name = re.sub('[-_.]+', '-', name).lower()
        if name not in self.names:
            self.names.append(name)
        for url in collector.search_scope.get_index_urls_locations(name):
            self.pages.setdefault(url, name)

    def begin(self, scope):
        import atexit
        import hashlib
        import hmac
        import re

        # Names alone are kept: an index's address may hold a password.
        key = repr((scope.index_urls, scope.find_links, scope.no_index)).encode('utf-8', 'surrogateescape')
        self.place = os.path.join(FOLDER, 'names', hmac.new(bytes.fromhex(SECRET), key, hashlib.sha256).hexdigest())
        atexit.register(self.write)
        try:
            with open(self.place) as opened:
                names = opened.read(64 * self.MOST_NAMES).split('\n')[:self.MOST_NAMES]
        except (OSError, ValueError):
            names = []
        for name in names:
            if re.fullmatch('[a-z0-9]([a-z0-9-]*[a-z0-9])?', name):
                for url in scope.get_index_urls_locations(name):
                    self.pages[url] = name

    def write(self):
        self.stop()
        try:
            os.makedirs(os.path.dirname(self.place), mode=0o700, exist_ok=True)
            made = '%s.%d.new' % (self.place, os.getpid())
            with open(made, 'w') as opened:
                opened.write('\n'.join(self.names))
            os.replace(made, self.place)
        except OSError:
            pass

    def answer(self, session, method, url, options):
        """What the index has said to a question of pip's; None: it wasn't asked."""
        if method != 'GET' or url not in self.pages or is_talkative():
            return None
        if self.session is None and 'GET' not in self.off:
            self.start(session, url, options)
        return self.result('GET', url) if self.session is session and self.options == options else None

    def start(self, session, first, options):
        import threading

        self.session, self.options = session, options
        # requests names some that it leaves out.
        if {name for name, value in options.items() if value is not None} - {'headers', 'allow_redirects'}:
            return
        for url in self.pages:
            if url != first:
                self.add('GET', url, options.get('headers'))
        for _ in range(min(self.AT_ONCE, len(self.jobs))):
            threading.Thread(target=self.work, daemon=True).start()

    def add(self, method, url, headers):
        import threading

        request = prepared(self.session, method, url, headers)
        if request is not None:
            with self.lock:
                job = self.jobs.setdefault((method, url), {'request': request, 'is_done': threading.Event(), 'answer': None})
            self.waiting.put((method, url, job))

    def work(self):
        while True:
            method, url, job = self.waiting.get()
            with self.lock:
                if method in self.off or 'is_begun' in job:
                    continue
                job['is_begun'] = True
            try:
                job['answer'] = self.ask(self.session, job['request'])
                if method == 'GET' and job['answer'] is not None and job['answer'].status_code == 200:
                    self.look_for_files(job['answer'])
            except Exception:
                self.stop()
            finally:
                job['is_done'].set()

    def ask(self, session, request):
        try:
            answer = sent(session, request)
        except Exception:
            # An index that can't be reached is not asked again and again.
            self.stop()
            return None
        if answer is None and request.method == 'HEAD':
            self.off.add('HEAD')
        return answer

    def stop(self):
        self.off.update(('GET', 'HEAD'))

    def look_for_files(self, page):
        import json
        from urllib.parse import urljoin

        if self.file_headers is None or 'json' not in page.headers.get('content-type', ''):
            return
        kept = set(os.listdir(os.path.join(FOLDER, 'files')))
        for file in json.loads(page.content)['files'] if kept else []:
            url = urljoin(page.url, file['url']).partition('#')[0]
            about = file.get('core-metadata')
            for hashes, ending in ((file['hashes'], ''), (about if isinstance(about, dict) else {}, '.metadata')):
                if hashes.get('sha256') in kept:
                    self.add('HEAD', url + ending, self.file_headers)

    def result(self, method, url):
        with self.lock:
            job = self.jobs.pop((method, url), None)
            if job is None or 'is_begun' not in job:
                # Whoever comes to it leaves it.
                (job or {})['is_begun'] = False
                return None
        job['is_done'].wait()
        return job['answer']

    def head(self, session, url):
        """What the index says of a file, without its contents; None: nothing that is of use."""
        if self.file_headers is None or is_talkative():
            return None
        found = self.result('HEAD', url) if session is self.session else None
        if found is not None or 'HEAD' in self.off:
            return found
        request = prepared(session, 'HEAD', url, self.file_headers)
        return None if request is None else self.ask(session, request)


def is_talkative():
    """What pip prints of its requests is to be what it prints without."""
    import logging

    return logging.getLogger().getEffectiveLevel() < logging.INFO


def prepared(session, method, url, headers):
    """As pip would send it; None: with credentials."""
    request = sys.modules[type(session).__mro__[1].__module__].Request(method, url, headers=headers)
    request = session.prepare_request(request)
    request.hooks = {'response': []}
    return None if 'Authorization' in request.headers else request


def sent(session, request):
    """The answer; None: pip is to ask itself, with its patience and its words. Connections are shared with pip."""
    sender = type(session).__mro__[1]()
    sender.trust_env = False
    sender.get_adapter = lambda url: without_patience(session.get_adapter(url))
    settings = session.merge_environment_settings(request.url, dict(session.proxies), False, None, None)
    answer = sender.send(request, timeout=session.timeout, allow_redirects=True, **settings)
    # Of several indexes, most have no page for a project.
    is_known = answer.status_code in ((200,) if request.method == 'HEAD' else (200, 404))
    return answer if is_known and is_public(answer) and not len(sender.cookies) else None


def without_patience(adapter):
    if hasattr(adapter, 'cache'):
        raise ValueError('pip keeps its files itself')
    twin = object.__new__(type(adapter))
    twin.__dict__.update(adapter.__dict__)
    twin.max_retries = type(adapter.max_retries)(0, read=False)
    return twin


def ask_ahead(ahead):
    def remember_names(collector):
        """_internal/index/collector.py."""
        collect = collector.LinkCollector.collect_sources

        def collect_sources(self, *args, **options):
            try:
                ahead.looks_for(self, options['project_name'] if 'project_name' in options else args[0])
            except Exception:
                ahead.stop()
            return collect(self, *args, **options)

        collector.LinkCollector.collect_sources = collect_sources

    def remember_answers(network):
        """_internal/network/session.py."""
        ask = network.PipSession.request

        def request(self, method, url, *args, **options):
            answer = None
            try:
                if not args:
                    answer = ahead.answer(self, method, url, options)
            except Exception:
                ahead.stop()
            return ask(self, method, url, *args, **options) if answer is None else answer

        network.PipSession.request = request

    return {'_internal.index.collector': remember_names, '_internal.network.session': remember_answers}
`
