"""An IPython shell as Jupyter's kernel has it, and nothing else."""
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config


def plain_shell():
    """The shell of this process; children that are forked later have a copy of their own."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = InteractiveShell.instance(config=config)
    shell.displayhook.write_output_prompt = lambda: None
    # As ipykernel has them: no toolkit's event loop, and shell lines print where print does.
    shell.enable_gui = lambda gui=None: None
    shell.system = shell.system_piped
    # Nobody reads the tracebacks, and to format one takes a quarter of a second.
    shell.showtraceback = shell.showsyntaxerror = lambda *rest, **options: None
    shell.InteractiveTB.structured_traceback = lambda *rest, **options: []
    return shell
