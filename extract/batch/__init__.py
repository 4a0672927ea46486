"""Many reports: read in parts, by one process, several or a cluster, into one file or into a partitioned dataset.

addresses   files here and elsewhere
jobs        what can be carried out by one process or another, what becomes of it, and who carries it out
parquet     reports in the rows of parquet
documents   what there is to read, cut into parts
work        jobs carried out: what an earlier run did left out, what kills a process named
processes   by this process, or by several of this machine
cluster     by the workers of a Dask scheduler
one_file    the parts' rows joined into a file
staging     the rows of a part on their way into a dataset
dataset     the rows by province and year, and the layout of that
"""
