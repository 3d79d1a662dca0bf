/* How many instructions a program takes between two stops that it makes itself (SIGSTOP): `steps PROGRAM ARGUMENTS`.

   It is run one instruction at a time, so the number is the same on a busy machine as on an idle one. Linux alone. */
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **words) {
    pid_t child = count > 1 ? fork() : -1;
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        execvp(words[1], words + 1);
        _exit(127);
    }
    int status, counting = 0;
    long steps = 0;
    while (child > 0 && waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
        int why = WSTOPSIG(status);
        if (why == SIGSTOP && !(counting = !counting)) printf("%ld\n", steps), fflush(stdout), steps = 0;
        steps += counting && why == SIGTRAP;
        int passed_on = why == SIGSTOP || why == SIGTRAP ? 0 : why;
        ptrace(counting ? PTRACE_SINGLESTEP : PTRACE_CONT, child, 0, passed_on);
    }
    return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
