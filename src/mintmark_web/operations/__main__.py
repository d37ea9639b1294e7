"""One worker as a process: ``python -m mintmark_web.operations``."""

from mintmark_web.operations import office

if __name__ == "__main__":
    office.set_up()
    from mintmark_web.operations import worker

    worker.run()
