"""Many reports: read in parts, by one process, several or a cluster, into one file or into a partitioned dataset.

documents   what there is to read: files, here or at an address, and the rows of parquet; cut into parts
work        the parts carried out, in whatever order, and what an earlier run did left out
processes   by this process, or by several of this machine
cluster     by the workers of a Dask scheduler
one_file    the parts' rows joined into a file
dataset     the parts' rows by province and year, and the layout of that
"""
